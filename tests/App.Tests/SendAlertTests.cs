using System.Text.Json;
using Azure.Storage.Queues;
using FrontDoor.App.Invocations;
using FrontDoor.App.Storage;
using FrontDoor.Domain.Alerts;
using FrontDoor.Local.ServiceBus;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>From a notice in the outbox to a message somebody gets: once, and not lost.</summary>
[Collection(nameof(Azurite))]
public sealed class SendAlertTests(Azurite azurite)
{
    readonly BlobStore _store = Account.Store(azurite);

    [Fact]
    public async Task Without_Service_Bus_an_alert_goes_to_the_queue_once()
    {
        const string id = "11111111111111111111111111111111";
        await new AlertStore(_store).Add(Given.Notice(id), default);
        using var app = TestApp.On(azurite);
        var queue = new QueueClient(azurite.ConnectionString, Queues.LateReferrals,
            new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.ClearMessagesAsync();

        await app.Run("SendAlert", id);
        await app.Run("SendAlert", id); // delivered twice

        var taken = Assert.Single((await queue.ReceiveMessagesAsync(32)).Value);
        using var alert = JsonDocument.Parse(taken.Body);
        Assert.Equal(id, alert.RootElement.GetProperty("id").GetString());
        Assert.Null(await new AlertStore(_store).FindWaiting(id, default));
    }

    [Fact]
    public async Task With_Service_Bus_it_goes_to_the_topic()
    {
        const string id = "22222222222222222222222222222222";
        await new AlertStore(_store).Add(Given.Notice(id), default);
        await using var bus = await ServiceBusDouble.Start();
        using var app = On(bus);

        await app.Run("SendAlert", id);

        Assert.Equal(id, Assert.Single(await bus.Messages()).MessageId);
    }

    [Fact]
    public async Task An_alert_Service_Bus_does_not_take_fails_the_invocation_and_stays_in_the_outbox()
    {
        const string id = "33333333333333333333333333333333";
        await new AlertStore(_store).Add(Given.Notice(id), default);
        await using var bus = await ServiceBusDouble.Start();
        using var app = On(bus);
        bus.Faults.NextTransfers.Enqueue(new BrokerFault.Refuse("amqp:resource-limit-exceeded"));

        var fault = await Xunit.Record.ExceptionAsync(() => app.Run("SendAlert", id));

        Assert.Equal("SERVICE_BUS_QuotaExceeded", FailureCode.Of(fault!));
        Assert.NotNull(await new AlertStore(_store).FindWaiting(id, default));

        await app.Run("SendAlert", id); // as the queue brings it again
        Assert.Single(await bus.Messages());
    }

    [Fact]
    public async Task An_alert_refused_too_often_is_put_off_and_said_to_operators_once()
    {
        const string id = "44444444444444444444444444444444";
        await new AlertStore(_store).Add(Given.Notice(id), default);
        using var app = TestApp.On(azurite);
        await Account.Announced(azurite);

        await app.Run("SendAlertFailed", id);
        var told = Assert.Single(await Account.Announced(azurite));
        var unsent = (await new AlertStore(_store).FindWaiting(told, default))!.Document.Notice;
        await app.Run("SendAlert", told);
        await app.Run("SendAlertFailed", id);
        await app.Run("SendAlertFailed", told); // of itself it tells nobody

        Assert.Equal(AlertKind.Unsent, unsent.Kind);
        Assert.Contains(id, unsent.Text, StringComparison.Ordinal);
        Assert.All(await Account.Announced(azurite), again => Assert.Equal(told, again)); // the same id: sent before
        Assert.NotNull(await new AlertStore(_store).FindWaiting(id, default)); // not lost
        await new AlertStore(_store).MarkSent(id, TimeProvider.System.GetUtcNow(), default);
    }

    TestApp On(ServiceBusDouble bus) => TestApp.On(azurite, ("ServiceBus", bus.ConnectionString));
}
