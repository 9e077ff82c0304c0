using FrontDoor.Lake;
using FrontDoor.Tests;

namespace FrontDoor.Stages.Tests;

/// <summary>One conditional write decides an arrival: whoever runs beside it, and wherever it dies, it is dealt with once and wholly.</summary>
public sealed class CommitTests
{
    const double Before = 30, Between = 50, After = 100;

    static readonly string First = Some.PoliceFile([.. Enumerable.Range(1, 12).Select(Some.Ppn)]);

    /// <summary>New rows, amended ones, out-of-order ones, repeats, rejects, and enough of them late for every kind of notice.</summary>
    static readonly string Second = Some.PoliceFile([
        .. Enumerable.Range(13, 14).Select(i => Some.Ppn(i) with { Risk = "High", From = "01/01/2019 10:00", To = "" }),
        Some.Ppn(1) with { Version = "2", Narrative = "More." },
        Some.Ppn(2),
        Some.Ppn(3) with { Narrative = "Of the same version." },
        Some.Ppn(4) with { Reference = "" }]);

    [Theory]
    [InlineData("taken")]
    [InlineData("out of order")] // received before what is held: its records are folded anew
    [InlineData("refused")]
    public async Task Wherever_it_dies_the_next_run_ends_as_if_it_had_not(string kind)
    {
        using var start = new Premises();
        foreach (var (content, hours, name) in new[] { (First, Between, "first.csv"), (First, After, "again.csv") }) await Deliver(start, start.Store, start.File(content, hours, name));
        var file = kind == "refused" ? start.File("<html>", After + 1, "page.csv") : start.File(Second, kind == "taken" ? After + 1 : Before, "second.csv");
        var last = start.File(Second, After + 2, "last.csv");

        using var undisturbed = start.Copy();
        var counting = new Dying(undisturbed.Store, int.MaxValue);
        await Deliver(undisturbed, counting, file);
        await Deliver(undisturbed, undisturbed.Store, last);
        var expected = undisturbed.Dump();
        var receipts = Receipts(undisturbed);
        Assert.True(counting.Calls > 10, $"{counting.Calls} calls");

        for (var call = 1; call <= counting.Calls; call++)
        {
            using var at = start.Copy();
            await Assert.ThrowsAsync<Died>(() => Deliver(at, new Dying(at.Store, call), file));

            if (call % 2 == 0) await at.Sweep().FinishCommitted(DateTimeOffset.MaxValue, default); // or the message comes again before any sweep
            await Deliver(at, at.Store, file);
            await SendWaiting(at);
            await Deliver(at, at.Store, last);

            Same(expected, at.Dump(), $"{kind}, dead at call {call} of {counting.Calls}");
            Same(receipts, Receipts(at), $"receipts of {kind}, dead at call {call} of {counting.Calls}");
            Assert.Empty(await at.Waiting());
            Assert.Empty(at.Ask("select notice_id from notices").Except(start.Announced).Except(at.Announced));
        }
    }

    [Fact]
    public async Task Wherever_a_tick_dies_the_next_one_ends_as_if_it_had_not()
    {
        static string Contact(int number, string change = "") => $"CT/19/{number},P{number},04/01/2019 {8 + number % 9:00}:15,,,,,,New,04/01/2019 20:20{change}";
        using var start = new Premises();
        await start.Council(0, Enumerable.Range(1, 14).Select(number => Contact(number)));
        var file = start.File(Some.Lines(Ticking.Header, Contact(3).Replace("20:20", "21:20", StringComparison.Ordinal), Contact(20)), 60, "then.csv", Ticking.Place);
        Tick Ticks(Premises at, IStore store) => at.Ticks(store, (notice, cancel) => Send(at, store, notice.NoticeId, cancel));

        using var undisturbed = start.Copy();
        var counting = new Dying(undisturbed.Store, int.MaxValue);
        await Ticks(undisturbed, counting).Run(Some.Morning(52), default);
        await Deliver(undisturbed, undisturbed.Store, file);
        var expected = undisturbed.Dump();
        Assert.Equal(["11"], undisturbed.Ask("select count(*) from notices where raised_at = '2019-01-07 11:00:00+00'"));
        Assert.True(counting.Calls > 10, $"{counting.Calls} calls");

        for (var call = 1; call <= counting.Calls; call++)
        {
            using var at = start.Copy();
            await Assert.ThrowsAsync<Died>(() => Ticks(at, new Dying(at.Store, call)).Run(Some.Morning(52), default));

            if (call % 3 == 0) await at.Sweep().FinishCommitted(DateTimeOffset.MaxValue, default);
            await Ticks(at, at.Store).Run(Some.Morning(52), default); // whichever comes next, it or a file, finishes what was committed
            await SendWaiting(at);
            await Deliver(at, at.Store, file);

            Same(expected, at.Dump(), $"dead at call {call} of {counting.Calls}");
            Assert.Empty(await at.Waiting());
            Assert.Equal(at.Ask("select count(*) from notices")[0], $"{at.Announced.Distinct().Count()}");
        }
    }

    [Fact]
    public async Task Two_files_of_one_sender_at_once_lose_nothing_and_double_nothing()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        using var at = new Premises();
        var expected = new HashSet<int>();
        for (var round = 0; round < 10; round++)
        {
            var files = Enumerable.Range(0, 2).Select(part =>
            {
                int[] numbers = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(1, 400)).Distinct()];
                expected.UnionWith(numbers);
                return at.File(Some.PoliceFile(numbers.Select(Some.Ppn)), round + part / 10.0, $"{round}-{part}.csv");
            }).ToList();

            var results = await Task.WhenAll(files.Select(file => Task.Run(() => at.Open(at.Store).Run(file, default))));

            Assert.All(results, result => Assert.Equal("committed", result.Status));
        }
        Assert.Equal([$"{expected.Count}|{expected.Count}"], at.Ask("select count(*) filter (change = 'new'), count(distinct notification_key) from notifications"));
        Assert.Equal(["20|20"], at.Ask("select count(*), count(distinct file_id) from files"));
        Assert.Equal(["0"], at.Ask("select count(*) from (select notification_key, record_version from notifications group by all having count(*) > 1)"));
        var (manifest, _) = await new ManifestFile(at.Store, "police", "domestic-abuse", "northshire-police").Read(default);
        Assert.InRange(manifest.Segments.Count, 1, 8);
        Assert.Equal(manifest.Segments.Count, Segments(at).Length);
        Assert.Equal(expected.Count, (await at.Take(Some.PoliceFile(expected.Select(Some.Ppn)), 99, "all.csv")).Unchanged);
    }

    [Fact]
    public async Task One_arrival_delivered_many_times_at_once_is_dealt_with_once()
    {
        using var alone = new Premises();
        var file = alone.File(Second);
        await alone.Take(file);
        var next = alone.File(First, 1, "next.csv");
        await alone.Take(next);
        for (var round = 0; round < 8; round++)
        {
            using var at = new Premises();
            // A file that comes after it clears it from the manifest while slower deliveries still run.
            var results = await Task.WhenAll(new[] { file, file, file }.Select(one => Task.Run(() => at.Open(at.Store).Run(one, default)))
                .Append(Task.Run(async () => { await at.Ingest.Run(file, default); return await at.Ingest.Run(next, default); })));

            Assert.All(results, result => Assert.Contains(result.Status, (string[])["committed", "held"]));
            Same(alone.Dump(), at.Dump(), $"round {round}");
            Assert.Empty(alone.Announced.Except(at.Announced));
        }
    }

    [Theory]
    [InlineData(true)] // another delivery of the same arrival overtakes it, and a file after that
    [InlineData(false)] // only the other file does
    public async Task Whatever_overtakes_a_slow_delivery_nothing_is_done_twice(bool itself)
    {
        var small = Some.PoliceFile(Some.Ppn(1), Some.Ppn(2) with { From = "01/12/2018 10:00", To = "" }, Some.Ppn(3) with { Reference = "" });
        var other = Some.PoliceFile(Some.Ppn(1), Some.Ppn(2) with { Version = "2" }, Some.Ppn(4));
        using var start = new Premises();
        var (file, next) = (start.File(small), start.File(other, itself ? 1 : -1, "next.csv"));
        using var alone = start.Copy();
        var counting = new Meanwhile(alone.Store, int.MaxValue, () => Task.CompletedTask);
        await alone.Open(counting).Run(file, default);
        await alone.Take(next);
        string[] expected = itself ? [.. alone.Dump()] : Standing(alone);

        for (var call = 1; call <= counting.Calls; call++)
        {
            using var at = start.Copy();
            await at.Open(new Meanwhile(at.Store, call, async () =>
            {
                if (itself) await at.Ingest.Run(file, default);
                await at.Ingest.Run(next, default);
            })).Run(file, default);

            Same([.. expected], itself ? at.Dump() : [.. Standing(at)], $"overtaken at call {call} of {counting.Calls}");
            Assert.Empty(Directory.Exists(Path.Combine(at.Root, Containers.Restricted, ".staged")) ? Directory.GetDirectories(Path.Combine(at.Root, Containers.Restricted, ".staged")) : []);
            Assert.Equal(3, (await at.Take(other, 50, "again.csv")).Unchanged);
        }
    }

    [Fact]
    public async Task A_segment_that_was_taken_away_is_told_and_not_waited_for()
    {
        using var at = new Premises();
        await at.Take(First);
        File.Delete(Assert.Single(Segments(at)));

        var gone = await Assert.ThrowsAsync<InvalidDataException>(() => at.Take(Second, 1, "second.csv"));

        Assert.Contains("not there", gone.Message, StringComparison.Ordinal);
    }

    static string[] Segments(Premises at) => Directory.GetFiles(Path.Combine(at.Root, Containers.State, "index"), "*.segment", SearchOption.AllDirectories);

    /// <summary>How every record stands, whichever file was decided first.</summary>
    static string[] Standing(Premises at) => [.. at.Ask("""
        select n.notification_key, n.first_received_at, t.status, t.severity, n.category from notifications n join timeliness t using (notification_key, record_version)
        qualify row_number() over (partition by n.notification_key order by n.record_version desc) = 1 order by 1
        """)];

    [Fact]
    public async Task Segments_stay_few_and_small_files_do_not_rewrite_a_large_one()
    {
        using var at = new Premises();
        await at.Take(Some.PoliceFile(Enumerable.Range(1000, 300).Select(Some.Ppn)), name: "large.csv");
        var manifests = new ManifestFile(at.Store, "police", "domestic-abuse", "northshire-police");
        var large = (await manifests.Read(default)).Manifest.Segments[^1];
        for (var day = 1; day <= 20; day++) await at.Take(Some.PoliceFile(Some.Ppn(day), Some.Ppn(day + 100)), day, $"{day}.csv");

        var (manifest, _) = await manifests.Read(default);
        Assert.InRange(manifest.Segments.Count, 1, 6);
        Assert.Equal(large, manifest.Segments[^1]);
        Assert.Equal(340, manifest.Segments.Sum(segment => segment.Entries));
    }

    /// <summary>Takes the file as a process would that delivers its notices with the same store.</summary>
    static async Task Deliver(Premises at, IStore store, LandedFile file) =>
        await at.Open(store, announce: (notice, cancel) => Send(at, store, notice.NoticeId, cancel)).Run(file, default);

    static async Task Send(Premises at, IStore store, string notice, CancellationToken cancel)
    {
        at.Announced.Enqueue(notice);
        await new Outbox(store).MarkSent(notice, null, at.Clock.GetUtcNow(), cancel);
    }

    static async Task SendWaiting(Premises at)
    {
        foreach (var id in await at.Waiting())
            if (await new Outbox(at.Store).Find(id, default) is not null)
                await Send(at, at.Store, id, default);
    }

    static List<string> Receipts(Premises at) =>
        [.. at.Receipts("").Select(path => $"{Path.GetFileName(path)}: {File.ReadAllText(path)}")];

    static void Same(List<string> expected, List<string> actual, string when) =>
        Assert.True(expected.SequenceEqual(actual), $"{when}: missing\n{string.Join('\n', expected.Except(actual))}\nnot expected\n{string.Join('\n', actual.Except(expected))}\n{expected.Count} and {actual.Count} in all");
}
