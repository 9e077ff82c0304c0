using System.Text.Json;
using Azure.Messaging.ServiceBus;
using FrontDoor.App.Alerts;
using FrontDoor.Domain.Alerts;
using FrontDoor.Local.ServiceBus;
using FrontDoor.Tests;
using Microsoft.Extensions.Time.Testing;

namespace FrontDoor.App.Tests;

/// <summary>What goes to the topic and what becomes of a sending that fails, by the client that production uses.</summary>
public sealed class ServiceBusAlertSenderTests : IAsyncLifetime
{
    const int Refusals = 5_000;

    static readonly DateTimeOffset Morning = new(2026, 1, 5, 7, 0, 0, TimeSpan.Zero);

    readonly FakeTimeProvider _clock = new(Morning);
    ServiceBusDouble _bus = null!;

    public async ValueTask InitializeAsync() => _bus = await ServiceBusDouble.Start(_clock);

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task An_alert_is_one_message_with_the_notices_id_and_the_facts_to_filter_on()
    {
        await _bus.Sender().Send(new Alert(Given.Notice()), default);

        var taken = Assert.Single(await _bus.Messages());
        Assert.Equal(("0123456789abcdef0123456789abcdef", "late", "application/cloudevents+json"), (taken.MessageId, taken.Subject,
            taken.ContentType));
        Assert.Equal(new Dictionary<string, object> { ["agency"] = "police", ["feed"] = "domestic-abuse", ["severity"] = "serious" },
            Facts(taken));
    }

    [Fact]
    public async Task Council_and_routes_are_facts_too_where_there_are_any()
    {
        await _bus.Sender().Send(new Alert(Given.Notice() with { LaCode = "999" }) { To = ["mash-duty", "head-of-service"] }, default);

        var facts = Facts(Assert.Single(await _bus.Messages()));
        Assert.Equal(("999", ",mash-duty,head-of-service,"), (facts["la_code"], facts["route"]));
    }

    [Fact]
    public async Task The_body_is_a_CloudEvent_of_a_versioned_type()
    {
        await _bus.Sender().Send(new Alert(Given.Notice()), default);

        using var body = JsonDocument.Parse(Assert.Single(await _bus.Messages()).Body);
        var told = body.RootElement;
        Assert.Equal("1.0", told.GetProperty("specversion").GetString());
        Assert.Equal("0123456789abcdef0123456789abcdef", told.GetProperty("id").GetString());
        Assert.Equal("/front-door/police/domestic-abuse", told.GetProperty("source").GetString());
        Assert.Equal("frontdoor.notice.late.v1", told.GetProperty("type").GetString());
        Assert.Equal("aaaabbbbccccddddaaaabbbbccccdddd", told.GetProperty("subject").GetString());
        Assert.Equal("2026-01-02T03:04:05+00:00", told.GetProperty("time").GetString());
        Assert.Equal("application/json", told.GetProperty("datacontenttype").GetString());
        Assert.Equal(97.5, told.GetProperty("data").GetProperty("worst_hours").GetDouble());
        Assert.Equal(Given.Notice().Text, told.GetProperty("data").GetProperty("text").GetString());
    }

    [Fact]
    public async Task With_a_key_an_alert_is_signed_so_that_a_webhook_can_tell_it_from_a_forged_one()
    {
        byte[] key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];

        await _bus.Sender(signingKey: key).Send(new Alert(Given.Notice()), default);

        var taken = Assert.Single(await _bus.Messages());
        using var mac = System.Security.Cryptography.IncrementalHash.CreateHMAC(
            System.Security.Cryptography.HashAlgorithmName.SHA256, key);
        mac.AppendData(taken.Body.ToArray());
        Assert.Equal($"sha256={Convert.ToHexStringLower(mac.GetHashAndReset())}", Facts(taken)["signature"]);
    }

    [Fact]
    public async Task A_batch_is_many_messages_in_one_transfer()
    {
        await Sent([new(Given.Notice("a1")), new(Given.Notice("b2") with { Kind = AlertKind.FileSummary }), new(Given.Notice("c3"))]);

        var taken = await _bus.Messages();
        Assert.Equal(1, _bus.Faults.Transfers);
        Assert.Equal(["a1", "b2", "c3"], taken.Select(message => message.MessageId));
        Assert.Equal(("file-summary", "application/cloudevents+json", TimeSpan.FromDays(7)), (taken[1].Subject, taken[1].ContentType,
            taken[1].TimeToLive));
        Assert.Contains("\"id\":\"b2\"", taken[1].Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_batch_is_not_sent()
    {
        await Sent([]);

        Assert.Equal(0, _bus.Faults.Transfers);
    }

    [Fact]
    public async Task A_backlog_is_split_into_transfers_that_are_not_too_large_and_loses_none()
    {
        var alerts = Enumerable.Range(0, 2000).Select(at => new Alert(Given.Notice($"{at:x32}"))).ToList();

        var lots = await Sent(alerts);

        Assert.True(lots.Count > 2, $"{lots.Count} transfers");
        Assert.Equal(lots.Count, _bus.Faults.Transfers);
        // well filled
        Assert.All(lots[..^1], lot => Assert.InRange(lot.Sum(alert => AlertEvent.Write(alert).Length), 128 * 1024, 256 * 1024));
        Assert.Equal(alerts, lots.SelectMany(lot => lot));
        Assert.Equal(alerts.Select(alert => alert.Notice.NoticeId), (await _bus.Messages()).Select(message => message.MessageId));
    }

    [Fact]
    public async Task An_alert_that_is_too_large_is_refused_by_itself_and_what_came_before_it_is_sent()
    {
        var large = new Alert(Given.Notice("b2") with { Text = new string('x', 300_000) });
        var taken = new List<Alert>();

        var one = await Assert.ThrowsAsync<AlertNotTaken>(() => _bus.Sender().Send(large, default));
        var ofBatch = await Assert.ThrowsAsync<AlertNotTaken>(async () =>
        {
            await foreach (var lot in _bus.Sender().SendBatch([new(Given.Notice("a1")), large, new(Given.Notice("c3"))], default))
                taken.AddRange(lot);
        });

        Assert.All([one, ofBatch], fault => Assert.Equal((AlertNotTaken.TooLarge, true), (fault.Reason, fault.IsOfThisAlert)));
        Assert.Equal("a1", Assert.Single(taken).Notice.NoticeId);
        Assert.Equal("a1", Assert.Single(await _bus.Messages()).MessageId);
    }

    [Fact]
    public async Task A_digest_lives_a_week_and_an_alert_for_later_is_kept_back_by_the_topic()
    {
        await _bus.Sender().Send(
            new Alert(Given.Notice("d1") with { Kind = AlertKind.FileSummary }, NotBefore: Morning.AddHours(2)), default);

        _clock.Advance(TimeSpan.FromMinutes(119));
        await Task.Delay(300); // the topic looks ten times a second
        Assert.Empty(await _bus.Messages());
        _clock.Advance(TimeSpan.FromMinutes(1));
        var taken = Assert.Single(await _bus.Messages(atLeast: 1));
        Assert.Equal((TimeSpan.FromDays(7), Morning.AddHours(2), Morning.AddHours(2)), (taken.TimeToLive, taken.ScheduledEnqueueTime,
            taken.EnqueuedTime));
    }

    [Theory]
    [InlineData("amqp:internal-error")]
    [InlineData("com.microsoft:timeout")]
    [InlineData("com.microsoft:what-no-one-knows")]
    public async Task What_may_pass_is_tried_again(string condition)
    {
        _bus.Faults.NextTransfers.Enqueue(new BrokerFault.Refuse(condition));
        _bus.Faults.NextTransfers.Enqueue(new BrokerFault.Refuse(condition));

        await _bus.Sender().Send(new Alert(Given.Notice()), default);

        Assert.Single(await _bus.Messages());
        Assert.Equal(3, _bus.Faults.Transfers);
    }

    [Theory]
    [InlineData("com.microsoft:argument-error", "ArgumentError", true)] // the fault lies in this alert
    [InlineData("amqp:link:message-size-exceeded", "MessageSizeExceeded", true)]
    [InlineData("amqp:not-allowed", "NotAllowed", false)] // every other alert would meet it
    [InlineData("com.microsoft:entity-disabled", "MessagingEntityDisabled", false)]
    [InlineData("amqp:not-found", "MessagingEntityNotFound", false)]
    [InlineData("amqp:resource-limit-exceeded", "QuotaExceeded", false)]
    public async Task What_will_not_pass_is_said_at_once(string condition, string reason, bool isOfThisAlert)
    {
        _bus.Faults.NextTransfers.Enqueue(new BrokerFault.Refuse(condition));

        var fault = await Assert.ThrowsAsync<AlertNotTaken>(() => _bus.Sender().Send(new Alert(Given.Notice()), default));

        Assert.Equal((reason, isOfThisAlert), (fault.Reason, fault.IsOfThisAlert));
        Assert.Equal(1, _bus.Faults.Transfers);
    }

    [Fact]
    public async Task Not_one_refusal_of_very_many_is_taken_for_an_acceptance()
    {
        _bus.Faults.EveryTransfer = new BrokerFault.Refuse("amqp:internal-error");
        var (sender, heard) = (_bus.Sender(tries: 1), 0);

        await Parallel.ForAsync(0, Refusals, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (at, cancellationToken) =>
        {
            if (await Xunit.Record.ExceptionAsync(() =>
                sender.Send(new Alert(Given.Notice($"{at:x32}")), cancellationToken)) is AlertNotTaken) Interlocked.Increment(ref heard);
        });

        Assert.Equal((Refusals, Refusals), (heard, _bus.Faults.Transfers));
        Assert.Empty(await _bus.Messages());
    }

    [Fact]
    public async Task A_topic_that_keeps_failing_is_given_up_after_three_more_tries()
    {
        _bus.Faults.EveryTransfer = new BrokerFault.Refuse("amqp:internal-error");

        Assert.Equal(("GeneralError", false),
            Told(await Assert.ThrowsAsync<AlertNotTaken>(() => _bus.Sender().Send(new Alert(Given.Notice()), default))));

        Assert.Equal(4, _bus.Faults.Transfers);
    }

    [Fact]
    public async Task A_topic_that_is_not_there_is_no_fault_of_the_alert()
    {
        await _bus.DisposeAsync();

        Assert.Equal(("ServiceCommunicationProblem", false),
            Told(await Assert.ThrowsAsync<AlertNotTaken>(() => _bus.Sender().Send(new Alert(Given.Notice()), default))));
    }

    [Fact]
    public async Task A_sending_in_doubt_is_sent_again_and_dropped_as_a_duplicate()
    {
        _bus.Faults.NextTransfers.Enqueue(new BrokerFault.AnswerLate(null));
        _bus.Faults.NextTransfers.Enqueue(new BrokerFault.CutAfterStore());

        await _bus.Sender(tryTimeout: TimeSpan.FromSeconds(5)).Send(new Alert(Given.Notice()), default);

        Assert.Single(await _bus.Messages());
        Assert.Equal(2, _bus.Duplicates);
    }

    [Fact]
    public async Task A_wrong_key_does_not_pass()
    {
        var wrong = _bus.Sender(
            connectionString: _bus.ConnectionString.Replace("SharedAccessKey=", "SharedAccessKey=x", StringComparison.Ordinal));

        Assert.Equal(("Unauthorized", false),
            Told(await Assert.ThrowsAsync<AlertNotTaken>(() => wrong.Send(new Alert(Given.Notice()), default))));
    }

    [Fact]
    public async Task Whoever_calls_it_off_is_told_that_and_not_that_Service_Bus_failed()
    {
        _bus.Faults.EveryTransfer = new BrokerFault.AnswerLate(null);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bus.Sender().Send(new Alert(Given.Notice()), stop.Token));
    }

    [Fact]
    public void One_sending_ends_long_before_the_host_ends_its_function()
    {
        var options = new ServiceBusClientOptions();
        SendOptions.Set(options);
        using var host = JsonDocument.Parse(File.ReadAllText(Repository.Path("host.json")));
        var retry = options.RetryOptions;

        var connecting = TimeSpan.FromSeconds(5); // measured: what a try costs beyond its time-out where a port is open and says nothing
        Assert.True((retry.TryTimeout + connecting + retry.MaxDelay)
            * (retry.MaxRetries + 1) < TimeSpan.Parse(host.RootElement.GetProperty("functionTimeout").GetString()!,
            System.Globalization.CultureInfo.InvariantCulture) / 3);
        Assert.True(retry.TryTimeout > TimeSpan.FromSeconds(10)); // docs/decisions/0003-service-bus-client.md
    }

    async Task<List<IReadOnlyList<Alert>>> Sent(IReadOnlyList<Alert> alerts)
    {
        var lots = new List<IReadOnlyList<Alert>>();
        await foreach (var lot in _bus.Sender().SendBatch(alerts, default)) lots.Add(lot);
        return lots;
    }

    static (string, bool) Told(AlertNotTaken fault) => (fault.Reason, fault.IsOfThisAlert);

    /// <summary>Without the trace context, which the client adds where there is one.</summary>
    static Dictionary<string, object> Facts(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.Where(fact => fact.Key is not ("Diagnostic-Id" or "traceparent" or "tracestate"))
        .ToDictionary(fact => fact.Key, fact => fact.Value);
}
