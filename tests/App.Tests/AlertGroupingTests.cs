using System.Text;
using FrontDoor.Alerting;
using FrontDoor.App.Alerts;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using Microsoft.Extensions.Time.Testing;

namespace FrontDoor.App.Tests;

/// <summary>Of alerts about the same record or child, only the first is sent singly, or a graver one; nothing else is done to the
/// others.</summary>
public sealed class AlertGroupingTests : IAsyncLifetime
{
    const string Child = "c1c2c3c4c1c2c3c4c1c2c3c4c1c2c3c4";

    static readonly Pseudonyms Keys = new(new byte[32], 1);
    static readonly AlertPolicy Policy = AlertPolicy.Parse("p.json", Encoding.UTF8.GetBytes("""
        { "policy": "p", "description": "d", "rules": [], "joins": [{ "why": "w", "kinds": ["late"], "by": "child", "withinHours": 48 }, { "why": "w", "by": "record", "withinHours": 48 }] }
        """));

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("joins-");
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
    readonly FolderStore _store;
    ServiceBusDouble _bus = null!;
    ServiceBusAlertSender _topic = null!;

    public AlertGroupingTests() => _store = new FolderStore(_folder.FullName);

    public async ValueTask InitializeAsync()
    {
        _bus = await ServiceBusDouble.Start(_clock);
        _topic = _bus.Sender();
    }

    public async ValueTask DisposeAsync()
    {
        await _bus.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // a letter an alert: kind, severity, hours after the first, child or record; sent or joined
    [Theory]
    [InlineData("late serious 0 child", "late serious 1 child", "sent joined")]
    [InlineData("late serious 0 child", "late critical 1 child", "sent sent")] // a graver one goes by itself
    [InlineData("late critical 0 child", "late serious 1 child", "sent joined")]
    [InlineData("late serious 0 child", "late serious 49 child", "sent sent")] // longer ago than agreed
    [InlineData("late serious 0 child", "late serious -20 child", "sent joined")] // dealt with out of order
    [InlineData("late serious 0 child", "late serious 1 none", "sent sent")] // about whom is not known
    [InlineData("overdue serious 0 child", "overdue serious 1 child", "sent joined")] // by record
    [InlineData("overdue serious 0 child", "late serious 1 child", "sent sent")] // by the record and by the child are two keys
    [InlineData("silence serious 0 none", "silence serious 1 none", "sent sent")] // about a feed
    public async Task Who_goes_singly(string first, string second, string became)
    {
        await Hold(1, first);
        await Hold(2, second);

        Assert.Equal(became, string.Join(' ', await Send(1), await Send(2)));
        Assert.Equal(became, string.Join(' ', await Told(1), await Told(2)));
        Assert.DoesNotContain(await _bus.Messages(), message => message.Body.ToString().Contains(Child, StringComparison.Ordinal));
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(_folder.FullName, Containers.State), "*", SearchOption.AllDirectories),
            file => File.ReadAllText(file).Contains(Child, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_failed_goes_again_by_itself_and_many_at_once_let_one_go()
    {
        for (var number = 1; number <= 12; number++) await Hold(number, "late serious 0 child");
        Assert.Equal(Delivered.Now, await Sender().SendBatch([.. Enumerable.Range(1, 12).Select(Id)], default));

        var sent = Assert.Single(await _bus.Messages()).MessageId;
        Assert.Equal(11, (await new AlertStore(_store).Find(sent, default))!.Document.Joined.Count);
        // asked again: it still goes
        Assert.Null(await new AlertGrouping(_store, Policy,
            Keys).Of(Notice(Enumerable.Range(1, 12).Single(number => Id(number) == sent), "late serious 0 child"), default));
    }

    [Fact]
    public async Task What_becomes_of_one_that_was_not_sent_is_not_told_either_and_once_the_first_is_over_the_next_goes()
    {
        await Hold(1, "late serious 0 child");
        await Hold(2, "late serious 1 child");
        Assert.Equal("sent joined", string.Join(' ', await Send(1), await Send(2)));
        await Hold(3, "resolved none 2 child", about: 2);
        await Hold(4, "resolved none 2 child", about: 1);
        await Hold(5, "late serious 3 child");
        await new AlertStore(_store).Add(Notice(6, "resolved none 2 child") with { NoticeId = Keys.NoticeId(Id(1), "resolved", "") },
            default);

        Assert.Equal("joined sent sent", string.Join(' ', await Send(3), await Send(4), await Send(5)));
    }

    [Fact]
    public async Task Without_such_a_policy_each_goes_by_itself()
    {
        await Hold(1, "late serious 0 child");
        await Hold(2, "late serious 0 child");
        foreach (var number in (int[])[1, 2]) await Sender(AlertPolicy.Shipped).Send(Id(number), default);

        Assert.Equal(2, (await _bus.Messages()).Count);
    }

    Task Hold(int number, string what, int? about = null) =>
        new AlertStore(_store).Add(Notice(number, what) with { About = about is { } of ? Id(of) : null }, default);

    async Task<string> Send(int number) => (await Sender().Send(Id(number), default)).Outcome switch
    {
        Delivered.Now => "sent",
        Delivered.Joined => "joined",
        var other => $"{other}",
    };

    async Task<string> Told(int number)
    {
        Assert.Equal(Delivered.Before, (await Sender().Send(Id(number), default)).Outcome); // neither is sent a second time
        return (await _bus.Messages()).Any(message => message.MessageId == Id(number)) ? "sent" : "joined";
    }

    static Notice Notice(int number, string what) => what.Split(' ') is [var kind, var severity, var hours, var about]
        ? Given.Notice(Id(number)) with
        {
            Kind = AlertKinds.Parse(kind),
            Severity = TimeWords.SeverityOf(severity),
            RaisedAt = new DateTimeOffset(2026, 1, 5, 9, 0, 0,
            TimeSpan.Zero).AddHours(int.Parse(hours, System.Globalization.CultureInfo.InvariantCulture)),
            ChildKey = about == "child" ? Child : null,
            SubjectKey = about == "child" ? "aaaabbbbccccddddaaaabbbbccccdddd" : null,
        }
        : throw new ArgumentException(what);

    static string Id(int number) => $"{number:x32}";

    Delivery Sender(AlertPolicy? policy = null) => new(
        _store, _topic, new AlertDigests(_store, policy ?? Policy, Keys), new AlertGrouping(_store, policy ?? Policy, Keys),
            new CircuitBreaker(_clock), _clock);
}
