using System.Text;
using FrontDoor.Alerting;
using FrontDoor.App.Alerts;
using FrontDoor.App.Health;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;
using FrontDoor.Local.ServiceBus;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;
using FrontDoor.Tests;
using Microsoft.Extensions.Time.Testing;

namespace FrontDoor.App.Tests;

/// <summary>From storage to the topic: killed at any point, down for any time, each alert comes, and comes once.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    const string Id = "0123456789abcdef0123456789abcdef";

    static readonly Pseudonyms Keys = new(new byte[32], 1);
    static readonly DateTimeOffset Morning = new(2026, 1, 5, 7, 0, 0, TimeSpan.Zero);

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("delivery-");
    readonly FakeTimeProvider _clock = new(Morning);
    readonly FolderStore _store;
    readonly CircuitBreaker _circuit;
    ServiceBusDouble _bus = null!;
    ServiceBusAlertSender _topic = null!;
    AlertPolicy _policy = AlertPolicy.Shipped;

    public DeliveryTests() => (_store, _circuit) = (new FolderStore(_folder.FullName), new CircuitBreaker(_clock));

    public async ValueTask InitializeAsync()
    {
        _bus = await ServiceBusDouble.Start(_clock);
        _topic = _bus.Sender(tries: 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _bus.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(1, 0)] // before it was noted that it is tried
    [InlineData(2, 1)] // the topic took it, and nobody noted that
    [InlineData(3, 0)] // sent, and nobody is to acknowledge it yet
    [InlineData(4, 0)] // sent, and still among what waits
    [InlineData(5, 0)] // not at all
    public async Task Killed_at_any_point_an_alert_arrives_and_arrives_once(int atCall, int droppedByTheTopic)
    {
        await new AlertStore(_store).Add(Given.Notice(), default);
        await Xunit.Record.ExceptionAsync(() => Sender(new Dying(_store, atCall)).Send(Id, default));

        _clock.Advance(TimeSpan.FromMinutes(20));
        await Sender(_store).Send(Id, default);
        await new AlertStore(_store).Add(Given.Notice(), default); // published again by a sweep
        Assert.Equal(Delivered.Before, (await Sender(_store).Send(Id, default)).Outcome);

        Assert.Single(await _bus.Messages());
        Assert.Equal(droppedByTheTopic, _bus.Duplicates);
        Assert.Empty(await Waiting());
    }

    [Theory]
    [InlineData("late", 2, 6)] // document and marker; then read, tried, read, sent, one marker written and one removed
    [InlineData("file-summary", 2, 5)] // asks nobody to act
    public async Task An_alert_sent_at_the_first_try_costs_few_storage_calls(string kind, int toRaise, int toSend)
    {
        var (raising, sending) = (new Failing(_store), new Failing(_store));
        await new AlertStore(raising).Add(Given.Notice() with { Kind = AlertKinds.Parse(kind) }, default);
        await Sender(sending).Send(Id, default);

        Assert.Equal((toRaise, toSend), (raising.Ways.DistinctBy(way => way.Call).Count(),
            sending.Ways.DistinctBy(way => way.Call).Count()));
    }

    [Fact]
    public async Task However_storage_fails_on_the_way_an_alert_arrives_and_arrives_once()
    {
        var counting = new Failing(_store);
        await new AlertStore(_store).Add(Given.Notice("f0"), default);
        await Sender(counting).Send("f0", default);
        Assert.True(counting.Ways.Count > 12, $"{counting.Ways.Count} ways");

        List<string> ids = ["f0"];
        foreach (var (call, fault, _) in counting.Ways)
        {
            var id = $"f{ids.Count}";
            ids.Add(id);
            await new AlertStore(_store).Add(Given.Notice(id), default);
            try
            {
                await Sender(new Failing(_store, fault, call, () => Sender(_store).Send(id, default))).Send(id, default);
            }
            catch (Unavailable)
            {
                await Sender(_store).Send(id, default);
            }
            await new AlertStore(_store).Add(Given.Notice(id), default); // published again
            Assert.Equal(Delivered.Before, (await Sender(_store).Send(id, default)).Outcome);
        }

        Assert.Equal(ids, (await _bus.Messages()).Select(message => message.MessageId));
        Assert.Empty(await Waiting());
    }

    [Fact]
    public async Task However_storage_fails_each_alert_is_in_one_round_up_and_that_arrives_once()
    {
        _policy = AlertPolicy.Parse("ours",
            Encoding.UTF8.GetBytes("""{ "policy": "ours", "description": "d", "rules": [{ "why": "w", "severities": ["serious"], "digestAt": ["08:30"], "to": ["mash-duty"] }] }"""));
        _clock.Advance(TimeSpan.FromMinutes(91));
        var counting = new Failing(_store);
        await Sweeps(counting, 0);

        var ways = counting.Ways.Where(way => way.Fault != StoreFault.Overtaken).ToList(); // there is one timer
        for (var round = 1; round <= ways.Count; round++)
        {
            try
            {
                await Sweeps(new Failing(_store, ways[round - 1].Fault, ways[round - 1].Call), round);
            }
            catch (Unavailable)
            {
                await Swept(_store);
            }
            await Swept(_store);
        }

        Assert.True(ways.Count > 30, $"{ways.Count} ways");
        var messages = await _bus.Messages();
        Assert.Equal(ways.Count + 1, messages.Count);
        Assert.All(messages, message =>
            Assert.Equal((AlertKind.Digest.Word(), 2), (message.Subject,
            (int)System.Text.Json.Nodes.JsonNode.Parse(message.Body)!["data"]!["count"]!)));
        Assert.Empty(await Waiting());

        async Task Sweeps(IStore store, int round)
        {
            foreach (var id in (string[])[$"{round}a", $"{round}b"])
                await new AlertStore(_store).Add(Given.Notice(id) with { RaisedAt = Morning }, default);
            await Swept(store);
        }
    }

    [Theory]
    [InlineData(6, 1)]
    [InlineData(8, 2)] // longer than the topic remembers: nobody can know whether it came, and a lost alert is worse
    public async Task An_alert_in_doubt_is_sent_again_and_says_so_once_the_topic_has_forgotten(int daysLater, int messages)
    {
        await new AlertStore(_store).Add(Given.Notice(), default);
        await Assert.ThrowsAsync<Died>(() => Sender(new Dying(_store, 2)).Send(Id, default));

        _clock.Advance(TimeSpan.FromDays(daysLater));
        await Sender(_store).Send(Id, default);

        var taken = await _bus.Messages();
        Assert.Equal(messages, taken.Count);
        Assert.Equal(messages == 2, taken[^1].Body.ToString().Contains("\"mayrepeat\":true", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_topic_that_is_down_is_left_alone_and_tried_by_one_alert_first()
    {
        string[] ids = ["a0", "a1", "a2", "a3", "a4"];
        foreach (var id in ids) await new AlertStore(_store).Add(Given.Notice(id), default);
        var sender = Sender(_store);
        for (var i = 0; i < 4; i++) _bus.Faults.NextTransfers.Enqueue(new BrokerFault.Refuse("amqp:internal-error"));

        foreach (var id in ids[..3]) Assert.Equal("GeneralError", await Tried(id));
        Assert.Equal("Waits", await Tried("a3"));
        Assert.Equal(Delivered.Waits, await sender.SendBatch(ids, default));
        Assert.Equal(3, _bus.Faults.Transfers);
        Assert.Equal(Morning, _circuit.DownSince);

        _clock.Advance(CircuitBreaker.FirstPause * 1.3);
        Assert.Equal(("GeneralError", 4), (await Tried("a3"), _bus.Faults.Transfers)); // the one that tries
        _clock.Advance(CircuitBreaker.FirstPause * 1.3);
        Assert.Equal("Waits", await Tried("a3")); // the second pause is longer

        _clock.Advance(CircuitBreaker.LongestPause);
        Assert.Equal(Delivered.Now, await sender.SendBatch(ids, default));
        Assert.Null(_circuit.DownSince);
        Assert.Equal(ids, (await _bus.Messages()).Select(message => message.MessageId));
        Assert.Empty(await Waiting());

        async Task<string> Tried(string id)
        {
            try
            {
                return (await sender.Send(id, default)).Outcome.ToString();
            }
            catch (AlertNotTaken fault)
            {
                return fault.Reason;
            }
        }
    }

    [Fact]
    public async Task Health_tells_of_an_alert_that_nobody_takes_whichever_instance_sends()
    {
        await new AlertStore(_store).Add(Given.Notice(), default);
        var held = TimeProvider.System.GetUtcNow(); // the store's own clock

        Assert.False(await HealthFunction.AlertsWait(_store, held.AddMinutes(10), default)); // Notify may yet come to it
        Assert.True(await HealthFunction.AlertsWait(_store, held.AddMinutes(20), default));

        await new AlertStore(_store).KeepUntil(await Stored(Id), held.AddHours(8), default);
        Assert.False(await HealthFunction.AlertsWait(_store, held.AddMinutes(20), default)); // kept for the morning by the policy
    }

    [Fact]
    public async Task One_that_is_named_twice_in_a_backlog_goes_once()
    {
        await new AlertStore(_store).Add(Given.Notice("b0"), default);

        Assert.Equal(Delivered.Now, await Sender(_store).SendBatch(["b0", "b0"], default));

        Assert.Equal((1, 0), ((await _bus.Messages()).Count, _bus.Duplicates));
    }

    [Fact]
    public async Task A_refused_alert_closes_nothing_to_the_others_of_its_batch()
    {
        foreach (var id in (string[])["b0", "b1"]) await new AlertStore(_store).Add(Given.Notice(id), default);
        var sender = Sender(_store);
        for (var i = 0; i < 5; i++)
        {
            _bus.Faults.NextTransfers.Enqueue(new BrokerFault.Refuse("com.microsoft:argument-error"));
            Assert.Equal(Delivered.Refused, await sender.SendBatch(["b0", "b1"], default));
        }

        Assert.Null(_circuit.DownSince);
        Assert.Equal(Delivered.Now, (await sender.Send("b1", default)).Outcome);
    }

    [Fact]
    public async Task A_topic_that_is_back_and_refuses_the_alert_that_tries_it_is_not_down_for_the_others()
    {
        foreach (var id in (string[])["b0", "b1"]) await new AlertStore(_store).Add(Given.Notice(id), default);
        var sender = Sender(_store);
        for (var i = 0; i < CircuitBreaker.FailuresAtMost; i++)
        {
            _bus.Faults.NextTransfers.Enqueue(new BrokerFault.Refuse("amqp:internal-error"));
            Assert.Equal(Delivered.Waits, await sender.SendBatch(["b0", "b1"], default));
        }

        _clock.Advance(CircuitBreaker.FirstPause * 1.3);
        _bus.Faults.NextTransfers.Enqueue(new BrokerFault.Refuse("com.microsoft:argument-error"));
        Assert.Equal(Delivered.Refused, await sender.SendBatch(["b0", "b1"], default));

        Assert.Null(_circuit.DownSince);
        Assert.Equal(Delivered.Now, (await sender.Send("b1", default)).Outcome);
    }

    [Fact]
    public async Task One_put_off_is_left_out_of_what_waits_until_its_time_and_longer_each_time()
    {
        var alerts = new AlertStore(_store);
        await alerts.Add(Given.Notice(), default);
        var stored = await Stored(Id);

        var first = await alerts.PutOff(stored, Morning, default);
        Assert.Equal(first, await alerts.PutOff(stored, Morning.AddMinutes(10), default)); // the same message, whose end was lost
        Assert.Empty(await Waiting());
        _clock.Advance(first!.Value - Morning);
        Assert.Equal([Id], await Waiting());
        Assert.True(await alerts.PutOff(await Stored(Id), first.Value, default) - first > first - Morning);

        _clock.Advance(TimeSpan.FromDays(1));
        await Sender(_store).Send(Id, default);
        Assert.Null(await alerts.PutOff(stored, _clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task An_alert_raised_in_quiet_hours_goes_to_the_topic_just_before_their_end_and_comes_at_it()
    {
        _policy = AlertPolicy.Parse("ours",
            Encoding.UTF8.GetBytes("""{ "policy": "ours", "description": "d", "rules": [{ "why": "w", "quiet": { "from": "20:00", "until": "07:30" }, "to": ["mash-duty"] }] }"""));
        await new AlertStore(_store).Add(Given.Notice(), default);

        Assert.Equal(Delivered.Later, (await Sender(_store).Send(Id, default)).Outcome); // 07:00
        Assert.Empty(await Waiting());
        _clock.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal([Id], await Waiting());
        Assert.Equal(Delivered.Now, (await Sender(_store).Send(Id, default)).Outcome);

        Assert.Empty(await _bus.Messages());
        _clock.Advance(TimeSpan.FromMinutes(5));
        var taken = Assert.Single(await _bus.Messages(atLeast: 1));
        Assert.Equal((Morning.AddMinutes(30), ",mash-duty,"), (taken.ScheduledEnqueueTime, taken.ApplicationProperties["route"]));
    }

    [Theory]
    [InlineData(99)] // not killed
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Killed_at_any_point_each_alert_is_in_one_round_up_and_that_arrives_once(int atCall)
    {
        _policy = AlertPolicy.Parse("ours",
            Encoding.UTF8.GetBytes("""{ "policy": "ours", "description": "d", "rules": [{ "why": "w", "severities": ["serious"], "digestAt": ["08:30"], "to": ["mash-duty"] }] }"""));
        string[] ids = ["c0", "c1", "c2"];
        foreach (var id in ids) await new AlertStore(_store).Add(Given.Notice(id) with { RaisedAt = Morning }, default);
        await new AlertStore(_store).Add(Given.Notice("d0") with { RaisedAt = Morning, Severity = Severity.Critical }, default);
        Assert.Equal(["d0"], await Swept(_store)); // 07:00

        _clock.Advance(TimeSpan.FromMinutes(91));
        await Xunit.Record.ExceptionAsync(() => Swept(new Dying(_store, atCall)));
        await new AlertStore(_store).Add(Given.Notice("c3") with { RaisedAt = Morning }, default); // meanwhile
        await Swept(_store);
        await Swept(_store);

        var messages = await _bus.Messages();
        var told = messages.Where(message => message.Subject == AlertKind.Digest.Word())
            .Select(message => System.Text.Json.Nodes.JsonNode.Parse(message.Body)!["data"]!).ToList();
        Assert.All(messages.Where(message => message.Subject == AlertKind.Digest.Word()),
            message => Assert.Equal(",mash-duty,", message.ApplicationProperties["route"]));
        Assert.Equal(4, told.Sum(one => (int)one["count"]!));
        Assert.InRange(told.Count, 1, 2); // c3 came after the first was written down, or before
        Assert.Equal("d0", Assert.Single(messages, message => message.Subject != AlertKind.Digest.Word()).MessageId);
        Assert.Empty(await Waiting());
    }

    /// <summary>What Sweep does, and who it sent.</summary>
    async Task<List<string>> Swept(IStore store)
    {
        var due = await new AlertDigests(store, _policy, Keys).Make(await Waiting(), _clock.GetUtcNow(), default);
        var sent = new List<string>();
        foreach (var id in due)
            if ((await Sender(store).Send(id, default)).Outcome == Delivered.Now) sent.Add(id);
        return sent;
    }

    async Task<StoredDocument<StoredAlert>> Stored(string id) => (await new AlertStore(_store).FindWaiting(id, default))!;

    Delivery Sender(IStore store) =>
        new(store, _topic, new AlertDigests(store, _policy, Keys), new AlertGrouping(store, _policy, Keys), _circuit, _clock);

    async Task<List<string>> Waiting()
    {
        var waiting = new List<string>();
        await foreach (var id in new AlertStore(_store).Waiting(DateTimeOffset.MaxValue, _clock.GetUtcNow(), default)) waiting.Add(id);
        return waiting;
    }
}
