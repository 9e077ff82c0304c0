using System.Text;
using System.Text.Json;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Alerting.Tests;

/// <summary>What becomes of an alert once it is raised: somebody acknowledges it, it is resolved once, and that is told.</summary>
public sealed class AcknowledgeAlertsTests : IDisposable
{
    // Friday 4 January 2019, 10:15; overdue from Saturday 11:00, serious from Monday 11:00.
    const string Fresh = "CT/19/1,P1,04/01/2019 10:15,,,,,,New,04/01/2019 10:20";
    const double Overdue = 4, Serious = 52;

    const string Resolved = "select raised_at, severity, la_code, subject_key is not null, about, regexp_replace(text, 'record "
        + "[0-9a-f]{8}$', 'record KEY') from notices where kind = 'resolved' order by raised_at";

    readonly Premises _at = new();

    /// <summary>One notification received on Saturday at 07:20, a hundred days late.</summary>
    async Task<string> Late()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn() with { From = "01/10/2018 10:00", To = "" }), 0.4);
        return Assert.Single(_at.Alerts("late"));
    }

    [Fact]
    public async Task Acknowledged_the_lake_says_how_long_it_took_and_who_and_why_lie_in_restricted_alone()
    {
        var id = await Late();

        var done = Assert.IsType<AcknowledgeAlertResult.Now>(await _at.Attend(id, AlertAction.Acknowledge, 51.7)); // Monday, 10:42

        Assert.Equal((Acknowledgements.Who, Acknowledgements.Why, Some.Morning(51.7)), (done.Done.By, done.Done.Reason, done.Done.At));
        // open from 08:30 on Monday
        Assert.Equal([$"{id}|police|domestic-abuse|northshire-police|999|late|critical|2019-01-05T07:00Z|2019-01-07T10:00Z|51.7|2.2"],
            _at.Ask("select * from acknowledgements"));
        Assert.Empty(_at.Ask(Resolved));
        var kept = JsonSerializer.Deserialize(
            await File.ReadAllBytesAsync(Path.Combine(_at.Root, Containers.Restricted, "alerts", id, "acknowledged.json")),
                AlertingJson.Default.Acknowledgement)!;
        Assert.Equal(done.Done, kept);
    }

    [Fact]
    public async Task The_first_holds_and_a_second_changes_nothing()
    {
        var id = await Late();
        await _at.Attend(id, AlertAction.Acknowledge, 51.7);
        var before = _at.Dump();

        var again = Assert.IsType<AcknowledgeAlertResult.Before>(
            await _at.Attend(id, AlertAction.Acknowledge, 60, "somebody else", "another reason"));

        Assert.Equal((Acknowledgements.Who, Acknowledgements.Why), (again.First.By, again.First.Reason));
        Assert.Equal(before, _at.Dump());
        Assert.Single(Directory.GetFiles(Path.Combine(_at.Root, Containers.Restricted, "alerts"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Closed_it_is_resolved_by_a_message_of_its_own_once_and_counts_as_acknowledged()
    {
        var id = await Late();
        Assert.IsType<AcknowledgeAlertResult.Now>(await _at.Attend(id, AlertAction.Close, 51.7));

        Assert.Equal([$"2019-01-07T10:00Z|none|999|True|{id}|Closed: the alert late (critical) about police/domestic-abuse, raised Sat "
            + $"5 Jan 2019 about 07:00 GMT, was closed by those who dealt with it."], _at.Ask(Resolved));
        Assert.Equal(["51.7"], _at.Ask("select after_hours from acknowledgements"));
        Assert.Single(_at.Announced, _at.Alerts("resolved")[0]);
        foreach (var act in (AlertAction[])[AlertAction.Close, AlertAction.Acknowledge])
        {
            var over = Assert.IsType<AcknowledgeAlertResult.Resolved>(await _at.Attend(id, act, 70, "somebody else"));
            Assert.Equal(Acknowledgements.Who, over.Closed!.By);
        }
        Assert.Single(_at.Ask(Resolved));
        Assert.Single(_at.Ask("select * from acknowledgements"));
    }

    [Fact]
    public async Task Closed_after_it_was_acknowledged_the_acknowledgement_holds()
    {
        var id = await Late();
        await _at.Attend(id, AlertAction.Acknowledge, 51.7);
        Assert.IsType<AcknowledgeAlertResult.Now>(await _at.Attend(id, AlertAction.Close, 60, "somebody else"));

        Assert.Equal(["51.7"], _at.Ask("select after_hours from acknowledgements"));
        Assert.Single(_at.Ask(Resolved));
    }

    [Fact]
    public async Task Of_many_at_once_one_acknowledges_and_all_are_told_who()
    {
        var id = await Late();

        var results = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(one => Task.Run(() => _at.Attend(id, AlertAction.Acknowledge, 52, $"role {one}"))));

        var first = Assert.Single(results.OfType<AcknowledgeAlertResult.Now>()).Done.By;
        Assert.All(results.OfType<AcknowledgeAlertResult.Before>(), before => Assert.Equal(first, before.First.By));
        Assert.Equal(5, results.OfType<AcknowledgeAlertResult.Before>().Count());
        Assert.Equal(["1"], _at.Ask("select count(*) from acknowledgements"));
    }

    [Fact]
    public async Task Whoever_attends_to_an_alert_does_so_for_those_that_joined_it()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn(1) with { From = "01/10/2018 10:00", To = "" },
            Some.Ppn(2) with { From = "02/10/2018 10:00", To = "" }), 0.4);
        var (first, joined) = (_at.Alerts("late")[0], _at.Alerts("late")[1]);
        var alerts = new AlertStore(_at.Store);
        await alerts.MarkJoined((await alerts.FindWaiting(joined, default))!, first, Some.Morning(1), default);

        await _at.Attend(first, AlertAction.Acknowledge, 51);
        Assert.Equal(["2|1|1"], _at.Ask(
            "select count(*), count(distinct after_hours), count(distinct acknowledged_at) from acknowledgements"));
        await _at.Attend(first, AlertAction.Close, 52);

        Assert.Equal(_at.Alerts("late").Order(StringComparer.Ordinal),
            _at.Ask("select about from notices where kind = 'resolved' order by 1"));
    }

    [Theory]
    [InlineData("999", "999", "999")]
    [InlineData(null, "999", "998", "999")] // several
    [InlineData(null, "999", null)] // of one it is not known
    [InlineData(null, null, "999")]
    [InlineData(null)] // of none
    public void A_code_is_told_where_all_are_of_one_council(string? told, params string?[] met)
    {
        var council = new OneCouncil();
        foreach (var code in met) council.Add(code);

        Assert.Equal(told, council.Code);
    }

    [Fact]
    public async Task What_asks_nobody_to_act_and_what_nobody_raised_is_unknown()
    {
        await Late();
        await _at.Take(Some.PoliceFile(Some.Ppn(2) with { Reference = "" }), 1, "rejects.csv");

        Assert.IsType<AcknowledgeAlertResult.Unknown>(
            await _at.Attend(Assert.Single(_at.Alerts("file-summary")), AlertAction.Acknowledge, 52));
        Assert.IsType<AcknowledgeAlertResult.Unknown>(await _at.Attend(new string('0', 32), AlertAction.Close, 52));
    }

    [Theory]
    [InlineData("04/01/2019 15:00", "Update", "Over: the alert overdue (late) about council/front-door, raised Sat 5 Jan 2019 about "
        + "11:00 GMT, was about the clock decision, which a file has since stopped. See it: ./pipeline record KEY")]
    [InlineData("", "Cancelled", "Over: the alert overdue (late) about council/front-door, raised Sat 5 Jan 2019 about 11:00 GMT, was "
        + "about a record that its sender has cancelled.")]
    public async Task An_overdue_alert_is_over_when_a_file_ends_its_clock_or_cancels_its_record(string decided, string status, string says)
    {
        await _at.Council(0, Fresh);
        await _at.Tick(Overdue);
        var id = Assert.Single(_at.Alerts("overdue"));
        Assert.Equal(0, await _at.Resolves().Run(Some.Morning(6), default));
        await _at.Council(8, $"CT/19/1,P1,04/01/2019 10:15,{decided},,,,,{status},05/01/2019 12:00");

        Assert.Equal(1, await _at.Resolves().Run(Some.Morning(9), default));
        Assert.Equal(0, await _at.Resolves().Run(Some.Morning(9), default));
        Assert.Equal(0, await _at.Resolves().Run(Some.Morning(40), default));

        Assert.Equal([$"2019-01-05T15:00Z|none|999|True|{id}|{says}"], _at.Ask(Resolved));
        Assert.IsType<AcknowledgeAlertResult.Resolved>(await _at.Attend(id, AlertAction.Close, 60));
    }

    [Fact]
    public async Task An_overdue_alert_stays_while_the_clock_runs_and_each_of_a_record_is_over_once_with_it()
    {
        await _at.Council(0, Fresh);
        await _at.Tick(Overdue);
        await _at.Council(30, "CT/19/1,P1,04/01/2019 10:15,,,,,,Update,06/01/2019 12:00"); // sent again, and still nothing
        await _at.Tick(Serious);
        Assert.Equal(0, await _at.Resolves().Run(Some.Morning(Serious), default));
        var both = _at.Alerts("overdue");
        Assert.IsType<AcknowledgeAlertResult.Now>(await _at.Attend(both[1], AlertAction.Close, 53)); // the first of the two, by hand
        await _at.Council(60, "CT/19/1,P1,04/01/2019 10:15,07/01/2019 17:00,,,,,Update,07/01/2019 17:10");

        Assert.Equal(1, await _at.Resolves().Run(Some.Morning(61), default));

        Assert.Equal(2, both.Count);
        Assert.Equal(both.Order(StringComparer.Ordinal), _at.Ask("select about from notices where kind = 'resolved' order by 1"));
    }

    [Fact]
    public async Task A_silence_closed_by_hand_is_not_resolved_a_second_time_when_files_come_again()
    {
        for (var day = 0; day <= 43; day++)
        {
            if (day is < 34 or > 36) await _at.Police(day, 12);
            if (day == 36) await _at.Watch(FeedHealthChecks.Judged(day));
        }
        var id = Assert.Single(_at.Alerts("silence"));
        Assert.IsType<AcknowledgeAlertResult.Now>(await _at.Attend(id, AlertAction.Close, FeedHealthChecks.Judged(36) + 2));

        await _at.Watch(FeedHealthChecks.Judged(50));

        Assert.Equal(["999"], _at.Ask("select distinct la_code from notices where kind = 'silence'")); // the sender's only council
        Assert.Equal([id], _at.Ask($"select about from notices where kind = 'resolved' and about = '{id}'"));
        Assert.Empty(_at.Ask("select about from notices where kind = 'resolved' and about is null"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // somebody closed it before
    public async Task The_end_of_an_incident_that_a_file_told_of_is_that_files_alert_and_told_once(bool byHand)
    {
        for (var day = 0; day <= 20; day++)
        {
            await _at.Police(day, day == 9 ? 60 : 6, fromDays: day == 9 ? 8 : 1);
            await _at.Watch(FeedHealthChecks.Judged(day));
            if (byHand && day == 12)
                await _at.Attend(Assert.Single(_at.Alerts("backlog")), AlertAction.Close, FeedHealthChecks.Judged(day));
        }

        Assert.Equal(_at.Alerts("backlog"), _at.Ask("select about from notices where kind = 'resolved'"));
    }

    [Fact]
    public async Task What_Watch_resolved_names_its_alert_and_is_resolved()
    {
        for (var day = 0; day <= 46; day++)
            if (day is < 34 or > 36) await _at.Police(day, 12);
        await _at.Watch(FeedHealthChecks.Judged(46));
        var id = Assert.Single(_at.Alerts("silence"));

        Assert.Contains(id, _at.Ask("select about from notices where kind = 'resolved'"));
        Assert.IsType<AcknowledgeAlertResult.Resolved>(await _at.Attend(id, AlertAction.Acknowledge, FeedHealthChecks.Judged(46) + 1));
        Assert.Empty(_at.Ask("select * from acknowledgements"));
    }

    [Theory]
    [InlineData("acknowledged")]
    [InlineData("closed")]
    [InlineData("ended")] // by a file
    public async Task Wherever_it_dies_the_next_try_ends_as_if_it_had_not(string what)
    {
        await _at.Council(0, Fresh, Fresh.Replace("CT/19/1", "CT/19/2", StringComparison.Ordinal));
        await _at.Tick(Overdue);
        if (what == "ended") await _at.Council(8, "CT/19/1,P1,04/01/2019 10:15,04/01/2019 15:00,,,,,Update,05/01/2019 12:00");
        var id = _at.Alerts("overdue")[0];
        Task Do(Premises at, IStore store) => what == "ended"
            ? at.Resolves(store, (notice, cancel) => Send(at, store, notice, cancel)).Run(Some.Morning(9), default)
            : at.Attends(store, (notice, cancel) => Send(at, store, notice, cancel))
            .Run(id, what == "closed" ? AlertAction.Close : AlertAction.Acknowledge, Acknowledgements.Who, Acknowledgements.Why,
            Some.Morning(9), default);

        using var undisturbed = _at.Copy();
        var counting = new Dying(undisturbed.Store, int.MaxValue);
        await Do(undisturbed, counting);
        var expected = All(undisturbed);
        Assert.True(counting.Calls > 6, $"{counting.Calls} calls");

        foreach (var call in Nightly.Of(counting.Calls, 5, StageSeeds.New()))
        {
            using var at = _at.Copy();
            await Assert.ThrowsAsync<Died>(() => Do(at, new Dying(at.Store, call)));

            if (call % 2 == 0) await at.Sweep().FinishCommitted(DateTimeOffset.MaxValue, default);
            await Do(at, at.Store);

            Assert.Equal(expected, All(at));
            Assert.Empty(at.Alerts("resolved").Except(at.Announced));
            Assert.True(at.Alerts("resolved").Count <= 1, $"dead at call {call} of {counting.Calls}");
        }
    }

    [Fact]
    public async Task Neither_who_nor_why_nor_by_which_child_alerts_are_joined_leaves_where_it_may_be()
    {
        var id = await Late();
        await _at.Attend(id, AlertAction.Acknowledge, 51);
        await _at.Attend(id, AlertAction.Close, 52);

        Assert.True(Directory.GetFiles(Path.Combine(_at.Root, Containers.Restricted, "alerts"), "*", SearchOption.AllDirectories).Length
            == 2);
        foreach (var file in Directory.GetFiles(_at.Root, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(_at.Root, file).StartsWith(Containers.Restricted, StringComparison.Ordinal)))
            Assert.False((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("CANARY"u8) >= 0, file);
        Assert.DoesNotContain(_at.Ask(LakeTables.All.Select(table => $"select * from {table.Name}"))
            .SelectMany(rows => rows), row => row.Contains("CANARY", StringComparison.Ordinal));
    }

    /// <summary>The lake, and what was decided.</summary>
    static List<string> All(Premises at) =>
    [
        .. at.Dump(),
        .. Directory.Exists(Path.Combine(at.Root, Containers.Restricted, "alerts"))
            ? Directory.GetFiles(Path.Combine(at.Root, Containers.Restricted, "alerts"), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(file => Encoding.UTF8.GetString(File.ReadAllBytes(file)))
            : [],
    ];

    static async Task Send(Premises at, IStore store, Notice notice, CancellationToken cancel)
    {
        at.Announced.Enqueue(notice.NoticeId);
        await new AlertStore(store).MarkSent(notice.NoticeId, at.Clock.GetUtcNow(), cancel);
    }

    public void Dispose() => _at.Dispose();
}
