using FrontDoor.Monitoring.Overdue;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Storage.Tests;

/// <summary>One conditional write decides an arrival: wherever it dies, it is dealt with once and wholly.</summary>
public sealed class CommitDeathTests
{
    const double Before = 30, Between = 50, After = 100;

    [Theory]
    [InlineData("taken")]
    [InlineData("out of order")] // received before what is held: its records are folded anew
    [InlineData("refused")]
    [InlineData("merged")] // its index file takes in those before it
    public async Task Wherever_it_dies_the_next_run_ends_as_if_it_had_not(string kind)
    {
        using var start = new Premises();
        foreach (var (content, hours,
            name) in new[] { (Deliveries.First, Between, "first.csv"), (Deliveries.First, After, "again.csv") }) await start.Deliver(
            start.Store, start.File(content, hours, name));
        for (var number = 1; kind == "merged" && number < RecordIndexFiles.FilesAtMost - 1; number++)
            await start.Deliver(start.Store, start.File(Some.PoliceFile(Some.Ppn(100 + number)), After + number / 100.0, $"{number}.csv"));
        var file = kind == "refused" ? start.File("<html>", After + 1, "page.csv")
            : start.File(Deliveries.Second, kind == "out of order" ? Before : After + 1, "second.csv");
        var last = start.File(Deliveries.Second, After + 2, "last.csv");

        using var undisturbed = start.Copy();
        var counting = new Dying(undisturbed.Store, int.MaxValue);
        await undisturbed.Deliver(counting, file);
        await undisturbed.Deliver(undisturbed.Store, last);
        var expected = undisturbed.Dump();
        var receipts = Receipts(undisturbed);
        Assert.True(counting.Calls > 10, $"{counting.Calls} calls");
        Assert.Equal(kind == "merged", undisturbed.IndexFiles().Length < start.IndexFiles().Length);

        foreach (var call in Deaths(counting.Calls))
        {
            using var at = start.Copy();
            await Assert.ThrowsAsync<Died>(() => at.Deliver(new Dying(at.Store, call), file));

            // or the message comes again before any sweep
            if (call % 2 == 0) await at.Sweep().FinishCommitted(DateTimeOffset.MaxValue, default);
            await at.Deliver(at.Store, file);
            await at.SendWaiting();
            await at.Deliver(at.Store, last);

            Deliveries.Same(expected, at.Dump(), $"{kind}, dead at call {call} of {counting.Calls}");
            Deliveries.Same(receipts, Receipts(at), $"receipts of {kind}, dead at call {call} of {counting.Calls}");
            Assert.Empty(await at.Waiting());
            await at.Sweep().FinishCommitted(DateTimeOffset.MaxValue, default);
            Assert.Empty(await at.Store.List(Containers.Restricted, "names/", default).ToListAsync());
            Assert.Empty(at.Ask("select notice_id from notices").Except(start.Announced).Except(at.Announced));
        }
    }

    [Fact]
    public async Task Wherever_a_tick_dies_the_next_one_ends_as_if_it_had_not()
    {
        static string Contact(int number, string change = "") =>
            $"CT/19/{number},P{number},04/01/2019 {8 + number % 9:00}:15,,,,,,New,04/01/2019 20:20{change}";
        using var start = new Premises();
        await start.Council(0, Enumerable.Range(1, 14).Select(number => Contact(number)));
        var file = start.File(Some.Lines(OverdueChecks.Header, Contact(3).Replace("20:20", "21:20", StringComparison.Ordinal), Contact(20)),
            60, "then.csv", OverdueChecks.Place);
        CheckOverdueClocks Ticks(Premises at, IStore store) => at.Ticks(store, (notice, cancel) => at.Send(store, notice.NoticeId, cancel));

        using var undisturbed = start.Copy();
        var counting = new Dying(undisturbed.Store, int.MaxValue);
        await Ticks(undisturbed, counting).Run(Some.Morning(52), default);
        await undisturbed.Deliver(undisturbed.Store, file);
        var expected = undisturbed.Dump();
        Assert.Equal(["11"], undisturbed.Ask("select count(*) from notices where raised_at = '2019-01-07 11:00:00+00'"));
        Assert.True(counting.Calls > 10, $"{counting.Calls} calls");

        foreach (var call in Deaths(counting.Calls))
        {
            using var at = start.Copy();
            await Assert.ThrowsAsync<Died>(() => Ticks(at, new Dying(at.Store, call)).Run(Some.Morning(52), default));

            if (call % 3 == 0) await at.Sweep().FinishCommitted(DateTimeOffset.MaxValue, default);
            await Ticks(at, at.Store).Run(Some.Morning(52), default); // whichever comes next, it or a file, finishes what was committed
            await at.SendWaiting();
            await at.Deliver(at.Store, file);

            Deliveries.Same(expected, at.Dump(), $"dead at call {call} of {counting.Calls}");
            Assert.Empty(await at.Waiting());
            Assert.Equal(at.Ask("select count(*) from notices")[0], $"{at.Announced.Distinct().Count()}");
        }
    }

    static IEnumerable<int> Deaths(int calls) => Nightly.Of(calls, 12, StageSeeds.New());

    static List<string> Receipts(Premises at) =>
        [.. at.Receipts("").Select(path => $"{Path.GetFileName(path)}: {File.ReadAllText(path)}")];
}
