using System.Net;
using System.Text.Json;
using Azure.Storage.Queues;
using FrontDoor.Local.ServiceBus;
using FrontDoor.Stages;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>From a notice in the outbox to a message somebody gets: once, and not lost.</summary>
[Collection(nameof(Azurite))]
public sealed class NotifyTests(Azurite azurite)
{
    readonly BlobStore _store = Account.Store(azurite);

    [Fact]
    public async Task Without_Service_Bus_an_alert_goes_to_the_queue_once()
    {
        const string id = "11111111111111111111111111111111";
        await new Outbox(_store).Hold(Given.Notice(id), default);
        await using var app = await AppProcess.Start(("DataStorage", azurite.ConnectionString));
        var queue = new QueueClient(azurite.ConnectionString, Queues.LateReferrals, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.ClearMessagesAsync();

        Assert.Equal(HttpStatusCode.OK, (await app.Post("/Notify", Message(id))).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.Post("/Notify", Message(id))).Status); // delivered twice

        var taken = Assert.Single((await queue.ReceiveMessagesAsync(32)).Value);
        using var alert = JsonDocument.Parse(taken.Body);
        Assert.Equal(id, alert.RootElement.GetProperty("id").GetString());
        Assert.Null(await new Outbox(_store).Find(id, default));
    }

    [Fact]
    public async Task With_Service_Bus_it_goes_to_the_topic()
    {
        const string id = "22222222222222222222222222222222";
        await new Outbox(_store).Hold(Given.Notice(id), default);
        await using var bus = await ServiceBusDouble.Start();
        await using var app = await Start(bus);

        Assert.Equal(HttpStatusCode.OK, (await app.Post("/Notify", Message(id))).Status);

        Assert.Equal(id, Assert.Single(await bus.Messages()).MessageId);
    }

    [Fact]
    public async Task An_alert_Service_Bus_does_not_take_fails_the_invocation_and_stays_in_the_outbox()
    {
        const string id = "33333333333333333333333333333333";
        await new Outbox(_store).Hold(Given.Notice(id), default);
        await using var bus = await ServiceBusDouble.Start();
        await using var app = await Start(bus);
        bus.Faults.NextTransfers.Enqueue(new BrokerFault.Refuse("amqp:resource-limit-exceeded"));

        var (status, body) = await app.Post("/Notify", Message(id));

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("SERVICE_BUS_QuotaExceeded", body, StringComparison.Ordinal);
        Assert.NotNull(await new Outbox(_store).Find(id, default));

        Assert.Equal(HttpStatusCode.OK, (await app.Post("/Notify", Message(id))).Status); // as the queue brings it again
        Assert.Single(await bus.Messages());
    }

    [Fact]
    public async Task An_alert_refused_too_often_is_put_off_and_said_to_operators_once()
    {
        const string id = "44444444444444444444444444444444";
        await new Outbox(_store).Hold(Given.Notice(id), default);
        await using var app = await AppProcess.Start(("DataStorage", azurite.ConnectionString));
        await Account.Drain(azurite, Queues.Notices);

        Assert.Equal(HttpStatusCode.OK, (await app.Post("/PoisonedNotice", Message(id))).Status);
        var told = Assert.Single(await Account.Drain(azurite, Queues.Notices));
        var unsent = (await new Outbox(_store).Find(told, default))!;
        Assert.Equal(HttpStatusCode.OK, (await app.Post("/Notify", Message(told))).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.Post("/PoisonedNotice", Message(id))).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.Post("/PoisonedNotice", Message(told))).Status); // of itself it tells nobody

        Assert.Equal(Unsent.Kind, unsent.Kind);
        Assert.Contains(id, unsent.Text, StringComparison.Ordinal);
        Assert.All(await Account.Drain(azurite, Queues.Notices), again => Assert.Equal(told, again)); // the same id: sent before
        Assert.NotNull(await new Outbox(_store).Find(id, default)); // not lost
        await new Outbox(_store).MarkSent(id, null, TimeProvider.System.GetUtcNow(), default);
    }

    Task<AppProcess> Start(ServiceBusDouble bus) => AppProcess.Start(
        ("DataStorage", azurite.ConnectionString), ("ServiceBus", bus.ConnectionString));

    static string Message(string id) => Golden.Body("notify").Replace("0123456789abcdef0123456789abcdef", id, StringComparison.Ordinal);
}
