using FrontDoor.Alerting;
using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.Tables;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;
using FrontDoor.Reporting.Pages;
using FrontDoor.Reporting.Serving;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Reporting.Tests;

/// <summary>The lake that pages are made of, while it changes.</summary>
public sealed class StoreLakesTests : IDisposable
{
    static readonly TimeSpan s_lookedAgain = TimeSpan.FromSeconds(6), s_tooOld = TimeSpan.FromSeconds(61),
        s_watched = TimeSpan.FromSeconds(20);

    readonly Premises _premises = new();
    readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("lakes-");
    int _files;

    public void Dispose()
    {
        _premises.Dispose();
        _scratch.Delete(recursive: true);
    }

    [Fact]
    public async Task While_a_newer_edition_is_brought_the_one_before_answers_and_then_the_newer_with_its_pages_worked_out()
    {
        await Arrive();
        var counted = new Meanwhile(_premises.Store, 0, () => Task.CompletedTask);
        using (var first = Open(counted)) Assert.Equal(1, await Files(first));
        var brought = new TaskCompletionSource();
        using var lakes = Open(new Meanwhile(_premises.Store, counted.Calls + 1, () => brought.Task)); // the newer edition's first file
        Assert.Equal(1, await Files(lakes));

        await Arrive();
        Assert.Equal(1, await Files(lakes)); // looked at less than five seconds ago
        _premises.Clock.Advance(s_lookedAgain);
        Assert.Equal(1, await Files(lakes));

        brought.SetResult();
        await Until(async () => await Files(lakes) == 2);
    }

    [Fact]
    public async Task No_answer_is_of_an_edition_that_was_looked_at_more_than_a_minute_ago()
    {
        await Arrive();
        using var lakes = Open(_premises.Store);
        Assert.Equal(1, await Files(lakes));

        await Arrive();
        _premises.Clock.Advance(s_tooOld);

        Assert.Equal(2, await Files(lakes));
    }

    [Fact]
    public async Task For_an_hour_after_a_question_newer_editions_are_brought_though_nobody_asks()
    {
        await Arrive();
        var calls = new Failing(_premises.Store);
        using var lakes = Open(calls);
        Assert.Equal(1, await Files(lakes));
        await Arrive();
        var asked = calls.Ways.Count;

        var looks = 2 * LakeTables.All.Count; // one is taken, one more begun
        await Until(() => Passes(s_watched, () => calls.Ways.Count > asked + looks));
        _premises.Clock.Advance(s_watched);
        Assert.Equal(2, await Files(lakes));

        _premises.Clock.Advance(TimeSpan.FromHours(1));
        for (var passed = 0; passed < 5; passed++) await Passes(s_watched, () => true);
        asked = calls.Ways.Count;
        for (var passed = 0; passed < 5; passed++) await Passes(s_watched, () => true);
        Assert.Equal(asked, calls.Ways.Count);
    }

    [Fact]
    public async Task The_usual_pages_are_worked_out_after_the_first_question()
    {
        await Arrive();
        using var lakes = Open(_premises.Store);
        Assert.Equal(1, await Files(lakes));
        var noTime = new CancellationToken(canceled: true);

        Assert.False(await IsKnown());
        await Until(() => Passes(TimeSpan.FromSeconds(1), IsKnown));

        async Task<bool> IsKnown()
        {
            try
            {
                return await lakes.Ask(null, lake => lake.AskAboutChildren("co_occurrence_by_month", noTime), default) is not null;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task What_was_changed_just_now_is_in_the_next_answer_though_an_older_look_is_under_way()
    {
        await Arrive();
        using var lakes = Open(_premises.Store);
        Assert.Equal(1, await Files(lakes));

        for (var file = 2; file < 6; file++)
        {
            _premises.Clock.Advance(s_lookedAgain);
            await Files(lakes); // begins a look
            await Arrive();
            lakes.LookAgain();
            Assert.Equal(file, await Files(lakes));
        }
    }

    [Fact]
    public async Task An_answer_is_kept_where_no_table_that_it_reads_has_changed()
    {
        await Arrive();
        using var lakes = Open(_premises.Store);
        var (weeks, alerts) = (await Ask(lakes, "weeks"), await Ask(lakes, "open_alerts"));
        Assert.NotEmpty(alerts);
        await _premises.Attend(alerts[0].Text("notice_id"), AlertAction.Acknowledge, hours: 30);
        _premises.Publish();
        lakes.LookAgain();

        Assert.Same(weeks, await Ask(lakes, "weeks"));
        Assert.Contains(await Ask(lakes, "open_alerts"), row => row["acknowledged_at"] is not null);

        await Arrive();
        lakes.LookAgain();
        Assert.NotSame(weeks, await Ask(lakes, "weeks"));
    }

    [Fact]
    public async Task Whatever_call_to_storage_fails_the_next_answer_is_of_the_newest_edition()
    {
        await Arrive();
        var failures = 0;
        for (var call = 1; ; call++)
        {
            using var lakes = Open(new Failing(_premises.Store, StoreFault.NotDone, call));
            try
            {
                Assert.Equal(1, await Files(lakes));
                break;
            }
            catch (Unavailable)
            {
                failures++;
            }
            Assert.Equal(1, await Files(lakes));
        }
        Assert.True(failures > 9, $"{failures} calls"); // a list for each table, and a file for most
    }

    StoreLakes Open(IStore store) =>
        new(store, _scratch.FullName, (_, _, _, _, _) => null, new Report(Contracts.Shipped), _premises.Clock);

    async Task Arrive()
    {
        var number = ++_files;
        var late = Some.Ppn(number) with { From = "25/12/2018 10:00", To = "" };
        await _premises.Take(_premises.File(Some.PoliceFile(late), hours: number, name: $"{number}.csv"));
        _premises.Publish();
    }

    static async Task<long> Files(StoreLakes lakes) =>
        (await lakes.Ask(null, lake => lake.Rows("select count(*) as files from files", default), default)).Single().Count("files");

    static Task<IReadOnlyList<Row>> Ask(StoreLakes lakes, string measure) =>
        lakes.Ask(null, lake => lake.Ask(measure, Filter.None, default), default);

    Task<bool> Passes(TimeSpan time, Func<bool> isSo) => Passes(time, () => Task.FromResult(isSo()));

    async Task<bool> Passes(TimeSpan time, Func<Task<bool>> isSo)
    {
        _premises.Clock.Advance(time);
        await Task.Delay(20);
        return await isSo();
    }

    static async Task Until(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < 600, "waited a minute");
            await Task.Delay(100);
        }
    }
}
