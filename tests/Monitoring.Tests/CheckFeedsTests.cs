using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Detection;
using FrontDoor.Monitoring.FeedHealth;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;
using FrontDoor.Tests;

namespace FrontDoor.Monitoring.Tests;

/// <summary>The health of feeds through real files: what is written of each day, and what is told.</summary>
public sealed class CheckFeedsTests : IDisposable
{
    const int Quiet = 36;

    readonly Premises _at = new();

    /// <summary>Five quiet weeks, six days of silence, one file with what was held back, a good week.</summary>
    static async Task Send(Premises at, int day)
    {
        if (day < Quiet || day > Quiet + 6) await at.Police(day, 12);
        else if (day == Quiet + 6) await at.Police(day, 84, fromDays: 7);
    }

    [Fact]
    public async Task Silence_and_the_burst_after_it_are_one_incident_told_when_it_opens_and_when_it_is_over()
    {
        for (var day = 0; day <= Quiet + 13; day++) await Send(_at, day);
        await _at.Watch(FeedHealthChecks.Judged(Quiet + 13));

        Assert.Equal([.. Enumerable.Repeat("learning|", 28), .. Enumerable.Repeat("ok|", 8), .. Enumerable.Repeat("silent|SILENCE", 6),
            "catching_up|BUNCH;BACKLOG_RELEASE;CATCH_UP", .. Enumerable.Repeat("ok|", 7)], _at.Health("state, reasons"));
        Assert.Equal(["police/domestic-abuse/northshire-police/2019-02-10|14"],
            _at.Ask("select incident, count(distinct day) from feed_health where incident is not null group by incident"));
        Assert.Equal([
            "2019-02-10T11:00Z|silence|serious|Silence: police/domestic-abuse from northshire-police: the file due on Sun 10 Feb 2019 "
                + "had not come by Sun 10 Feb 2019 11:00, the end of its grace. Ring the sender: its notifications about "
                + "children do not reach us.",
            "2019-02-23T11:00Z|resolved|none|Recovered: police/domestic-abuse from northshire-police has been as usual since Sun 17 Feb "
                + "2019. What began on Sun 10 Feb 2019 (silence, far too many at once, many old notifications at once) is over. 6 files "
                + "were missed, and a burst followed: ask the sender whether it had everything."],
            _at.Ask("select raised_at, kind, severity, text from notices where kind in ('silence', 'bunch', 'resolved') order "
                + "by raised_at"));
        Assert.Equal(["12|1|84|36|153.5|2019-02-09"],
            _at.Ask("select usual_received, files, received, old_received, max_delay_hours, oldest_event from feed_health where state = "
            + "'catching_up'"));
    }

    [Fact]
    public async Task A_duty_manager_is_told_of_a_silence_and_the_burst_after_it_as_one_incident()
    {
        for (var day = 0; day <= 20; day++)
        {
            if (day is < 5 or > 8) await _at.Police(day, day == 9 ? 60 : 6, fromDays: day == 9 ? 8 : 1);
            await _at.Watch(FeedHealthChecks.Judged(day));
        }

        Assert.Equal(["silence|2019-01-10T11:00Z", "file-summary|2019-01-14T06:00Z", "resolved|2019-01-21T11:00Z"],
            _at.Ask("select kind, raised_at from notices where kind not in ('late') and (kind <> 'file-summary' or severity in "
            + "('serious', 'critical')) order by raised_at"));
        Assert.StartsWith("Update of the incident open since Thu 10 Jan 2019: police/domestic-abuse from northshire-police: 52 more late "
            + "or overdue (0 critical, 28 serious), the worst after ",
            Assert.Single(_at.Ask("select text from notices where kind = 'file-summary' and severity = 'serious'")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backlog_is_told_by_the_file_that_brought_it_and_not_again_when_its_day_is_judged()
    {
        for (var day = 0; day <= 20; day++)
        {
            await _at.Police(day, day is 9 or 11 ? 60 : 6, fromDays: day is 9 or 11 ? 8 : 1);
            await _at.Watch(FeedHealthChecks.Judged(day));
        }

        Assert.Equal(["2019-01-14|2019-01-23"], _at.Ask("select min(day), max(day) from feed_health where incident is not null"));
        Assert.Equal(["backlog|2019-01-14T06:00Z", "file-summary|2019-01-16T06:00Z", "resolved|2019-01-23T11:00Z"],
            _at.Ask("select kind, raised_at from notices where kind not in ('late') and (kind <> 'file-summary' or severity in "
            + "('serious', 'critical')) order by raised_at"));
    }

    [Fact]
    public async Task A_backlog_no_file_told_of_is_told_when_its_day_is_judged()
    {
        for (var day = 0; day <= 9; day++) await _at.Police(day, 6);
        foreach (var file in Enumerable.Range(1, 2)) // eight grave ones each, which are told singly
            await _at.Take(Some.PoliceFile(Enumerable.Range(0, 8).Select(row => Some.Ppn(9000 + 10 * file + row))),
                FeedHealthChecks.At(10) - file, $"old {file}.csv");
        await _at.Watch(FeedHealthChecks.Judged(10));

        Assert.Equal(["backlog|2019-01-15T11:00Z"],
            _at.Ask("select kind, raised_at from notices where kind not in ('late', 'file-summary')"));
    }

    [Fact]
    public async Task However_often_it_runs_and_whatever_runs_beside_it_all_stands_as_one_watch_at_the_end_makes_it()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        using var once = new Premises();
        for (var day = 0; day <= Quiet + 10; day++)
        {
            var beside = Enumerable.Range(0, random.Next(3))
                .Select(_ => Task.Run(() => _at.Watch(FeedHealthChecks.Judged(day) - random.Next(1, 20)))).ToList();
            await Task.WhenAll([Send(_at, day), .. beside]);
            await Send(once, day);
            if (random.Next(3) == 0 || day > Quiet - 2) await _at.Watch(FeedHealthChecks.Judged(day) + random.Next(3));
        }
        await _at.Watch(FeedHealthChecks.Judged(Quiet + 10));
        await once.Watch(FeedHealthChecks.Judged(Quiet + 10));

        const string All = "select * from feed_health order by all";
        Assert.True(_at.Ask(All).SequenceEqual(once.Ask(All)),
            $"seed {seed}\n{string.Join('\n', _at.Ask(All).Except(once.Ask(All)))}\nbut\n"
            + $"{string.Join('\n', once.Ask(All).Except(_at.Ask(All)))}");
        const string Told = "select notice_id, kind, text, raised_at from notices where kind in ('silence', 'bunch', 'resolved') order by "
            + "all";
        Assert.Equal(once.Ask(Told), _at.Ask(Told));
        Assert.Equal((0, 0), await Counts(_at.Watch(FeedHealthChecks.Judged(Quiet + 10))));
    }

    static async Task<(int, int)> Counts(Task<CheckFeedHealthResult> watch) => (await watch is var found) ? (found.Rows, found.Notices)
        : default;

    [Fact]
    public async Task A_day_has_a_row_when_it_is_over_and_another_when_its_figures_have_settled()
    {
        for (var day = 0; day <= 30; day++) await _at.Police(day, 3, fromDays: 3);
        await _at.Watch(FeedHealthChecks.Judged(0) - 1);
        Assert.Empty(_at.Ask("select * from feed_health"));

        await _at.Watch(FeedHealthChecks.Judged(0));
        await _at.Watch(FeedHealthChecks.Judged(28));

        Assert.Equal(["1|2019-01-05T11:00Z|True|0", "2|2019-02-02T11:00Z|False|3"],
            _at.Ask("select revision, as_of, provisional, events from feed_health where day = '2019-01-05' order by revision"));
        Assert.Equal(["30"], _at.Ask("select count(*) from feed_health"));
    }

    [Fact]
    public async Task A_nil_return_is_a_file_and_a_refused_one_is_none()
    {
        await _at.Police(0, 3);
        await _at.Police(1, 0);
        await _at.Take("not a file of this feed", FeedHealthChecks.At(2));
        await _at.Watch(FeedHealthChecks.Judged(3));

        Assert.Equal(["learning||1|0|0", "nil||1|1|0", "silent|SILENCE;ALL_REFUSED|0|0|1", "silent|SILENCE|0|0|0"],
            _at.Health("state, reasons, files, nil_returns, refused_files"));
        Assert.Equal(["Silence: police/domestic-abuse from northshire-police: files came, but by Mon 7 Jan 2019 11:00 every "
            + "one was refused. Ring the sender: each receipt says why."],
            _at.Ask("select text from notices where kind = 'silence'"));
    }

    [Fact]
    public async Task What_was_received_in_time_and_dealt_with_late_takes_a_silence_back()
    {
        await _at.Police(0, 3);
        await _at.Watch(FeedHealthChecks.Judged(1));
        Assert.Equal(["silent"], _at.Health("state", "day = '2019-01-06'"));

        await _at.Police(1, 3);
        await _at.Watch(FeedHealthChecks.Judged(1));

        Assert.Equal(["learning|2"], _at.Health("state, revision", "day = '2019-01-06'"));
        Assert.Equal(["silence", "resolved"], _at.Ask("select kind from notices where kind in ('silence', 'resolved') order by kind desc"));
        Assert.Equal((0, 0), await Counts(_at.Watch(FeedHealthChecks.Judged(1))));
    }

    [Fact]
    public async Task A_day_stays_open_while_something_received_in_it_waits_but_not_for_ever()
    {
        await _at.Police(0, 3);
        var waiting = new LandingBlob("police", "northshire-police/domestic-abuse/1.csv", "tag",
            10)
        { Received = Some.Morning(FeedHealthChecks.At(1)) };

        await _at.Watch(FeedHealthChecks.Judged(1), waiting);
        Assert.Equal(["learning"], _at.Health("state"));

        await _at.Watch(FeedHealthChecks.Judged(2), waiting); // an operator was told long ago
        Assert.Equal(["learning", "silent", "silent"], _at.Health("state"));
    }

    [Fact]
    public async Task While_a_sender_is_paused_no_day_is_judged_and_its_files_are_waited_for_when_it_is_resumed()
    {
        await _at.Police(0, 3);
        var paused = new PausedSenders(_at.Store);
        await paused.Pause("northshire-police", "MASH manager", "Broken.", Some.Morning(6), default);
        List<LandingBlob> waiting = [.. Enumerable.Range(1, 3).Select(day =>
            new LandingBlob("police", $"northshire-police/domestic-abuse/{day}.csv", "tag",
                10) { Received = Some.Morning(FeedHealthChecks.At(day)) })];

        await _at.Watch(FeedHealthChecks.Judged(3), [.. waiting]);
        Assert.Equal(["learning"], _at.Health("state"));
        await paused.Resume("northshire-police", "MASH manager", Some.Morning(FeedHealthChecks.Judged(3)), default);
        await _at.Watch(FeedHealthChecks.Judged(3) + 1, [.. waiting]);
        Assert.Equal(["learning"], _at.Health("state"));

        for (var day = 1; day <= 3; day++) await _at.Police(day, 3);
        await _at.Watch(FeedHealthChecks.Judged(3) + 2);
        Assert.Equal([.. Enumerable.Repeat("learning", 4)], _at.Health("state"));
        Assert.Empty(_at.Ask("select kind from notices where kind in ('silence', 'resolved')"));
    }

    [Fact]
    public async Task A_paused_sender_that_sent_nothing_was_silent_all_the_same_once_it_is_resumed()
    {
        await _at.Police(0, 3);
        var paused = new PausedSenders(_at.Store);
        await paused.Pause("northshire-police", "MASH manager", "Broken.", Some.Morning(6), default);
        await _at.Watch(FeedHealthChecks.Judged(2));
        await paused.Resume("northshire-police", "MASH manager", Some.Morning(FeedHealthChecks.Judged(2)), default);

        await _at.Watch(FeedHealthChecks.Judged(2) + 2);

        Assert.Equal(["learning", "silent", "silent"], _at.Health("state"));
    }

    [Fact]
    public async Task A_sender_that_never_sent_a_file_is_missed_where_the_contract_says_from_when()
    {
        await _at.Watch(FeedHealthChecks.Judged(5));
        Assert.Empty(_at.Ask("select * from feed_health"));

        var files = Contracts.ShippedFiles()
            .Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Name.EndsWith("police-domestic-abuse.json", StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(file.Json)
            .Replace("\"by\": \"07:00\"", "\"by\": \"07:00\", \"from\": \"2019-01-08\"", StringComparison.Ordinal)
            : Encoding.UTF8.GetString(file.Json))));
        await _at.Watches(contracts: Contracts.Parse(files, FileFormats.InContracts))
            .Run(Some.Morning(FeedHealthChecks.Judged(5)), AsyncEnumerable.Empty<LandingBlob>(), default);

        Assert.Equal(["2019-01-08|silent", "2019-01-09|silent", "2019-01-10|silent"], _at.Health("day, state"));
        Assert.Single(_at.Announced);
    }

    [Fact]
    public async Task A_first_look_at_history_tells_only_what_is_open_or_just_over()
    {
        for (var day = 0; day < 30; day++)
            if (day != 10) await _at.Police(day, 3);
        await _at.Watch(FeedHealthChecks.Judged(31));

        Assert.Equal(["2019-01-15|silent", "2019-02-04|silent", "2019-02-05|silent"], _at.Health("day, state", "state = 'silent'"));
        Assert.Equal(["2019-02-04T11:00Z"], _at.Ask("select raised_at from notices where kind = 'silence'"));
    }

    [Fact]
    public async Task A_past_moment_judged_is_the_beginning_of_what_is_judged_later()
    {
        for (var day = 0; day < 12; day++)
            if (day is not (4 or 5)) await _at.Police(day, 3);
        using var whole = _at.Copy();
        await _at.Watch(FeedHealthChecks.Judged(6));
        await whole.Watch(FeedHealthChecks.Judged(11));

        const string Until = "select * from feed_health where day <= '2019-01-11' order by all";
        Assert.Equal(whole.Ask(Until), _at.Ask(Until));
        await whole.Watch(FeedHealthChecks.Judged(6));
        Assert.Equal(["12"], whole.Ask("select count(*) from feed_health")); // nothing is written of what is known better
    }

    [Fact]
    public async Task Wherever_a_watch_dies_the_next_one_ends_as_if_it_had_not()
    {
        using var start = new Premises();
        await start.Police(0, 3);
        async Task Run(Premises at, IStore store) =>
            await at.Watches(store).Run(Some.Morning(FeedHealthChecks.Judged(2)), AsyncEnumerable.Empty<LandingBlob>(), default);
        using var undisturbed = start.Copy();
        var counting = new Dying(undisturbed.Store, int.MaxValue);
        await Run(undisturbed, counting);
        Assert.True(counting.Calls > 8, $"{counting.Calls} calls");

        foreach (var call in Nightly.Of(counting.Calls, 5, StageSeeds.New()))
        {
            using var at = start.Copy();
            await Assert.ThrowsAsync<Died>(() => Run(at, new Dying(at.Store, call)));
            if (call % 2 == 0) await at.Sweep().FinishCommitted(DateTimeOffset.MaxValue, default);
            await Run(at, at.Store);

            Assert.True(undisturbed.Dump().SequenceEqual(at.Dump()), $"dead at call {call} of {counting.Calls}");
            Assert.Equal(["silence"], at.Ask("select kind from notices where kind <> 'file-summary'"));
        }
    }

    [Fact]
    public async Task A_column_nobody_agreed_to_is_counted_and_not_named()
    {
        for (var day = 0; day < 6; day++) await _at.Police(day, 2);
        await _at.Take(FeedHealthChecks.File(6, 2).Replace("\r\n", ",x\r\n", StringComparison.Ordinal), FeedHealthChecks.At(6), "6.csv");
        await _at.Watch(FeedHealthChecks.Judged(6));

        Assert.Equal(["0|6", "1|1"], _at.Ask("select unknown_columns, count(*) from files group by all order by 1"));
        Assert.Equal(["2019-01-11|defective|SCHEMA_DRIFT"], _at.Health("day, state, reasons", "reasons is not null"));
    }

    [Fact]
    public async Task With_no_day_over_a_watch_writes_nothing()
    {
        await _at.Police(0, 3);
        await _at.Watch(FeedHealthChecks.Judged(0));
        var counting = new Dying(_at.Store, int.MaxValue);

        await _at.Watches(counting).Run(Some.Morning(FeedHealthChecks.Judged(0) + 3), AsyncEnumerable.Empty<LandingBlob>(), default);

        Assert.Equal(0, counting.Calls);
    }

    public void Dispose() => _at.Dispose();
}
