using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Storage.Tests;

/// <summary>One conditional write decides an arrival: whoever runs beside it, it is dealt with once and wholly.</summary>
public sealed class CommitTests
{
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
        Assert.Equal([$"{expected.Count}|{expected.Count}"],
            at.Ask("select count(*) filter (change = 'new'), count(distinct notification_key) from notifications"));
        Assert.Equal(["20|20"], at.Ask("select count(*), count(distinct file_id) from files"));
        Assert.Equal(["0"], at.Ask(
            "select count(*) from (select notification_key, record_version from notifications group by all having count(*) > 1)"));
        var (manifest, _) = await new ManifestFile(at.Store, "police", "domestic-abuse", "northshire-police").Read(default);
        Assert.InRange(manifest.IndexFiles.Count, 1, RecordIndexFiles.FilesAtMost);
        Assert.Equal(manifest.IndexFiles.Count, at.IndexFiles().Length);
        Assert.Equal(expected.Count, (await at.Take(Some.PoliceFile(expected.Select(Some.Ppn)), 99, "all.csv")).Unchanged);
    }

    [Fact]
    public async Task Files_of_one_sender_at_once_in_one_process_lose_no_commit_to_each_other()
    {
        using var inTurn = new Premises();
        using var atOnce = new Premises();
        var counts = new List<int>();
        foreach (var (at, together) in new[] { (inTurn, false), (atOnce, true) })
        {
            var counting = new Meanwhile(at.Store, int.MaxValue, () => Task.CompletedTask);
            var ingest = at.Open(counting);
            var files = Enumerable.Range(1, 8).Select(number => at.File(Some.PoliceFile(Some.Ppn(number)), number, $"{number}.csv"))
                .ToList();
            if (together) await Task.WhenAll(files.Select(file => Task.Run(() => ingest.Run(file, default))));
            else foreach (var file in files) await ingest.Run(file, default);
            counts.Add(counting.Calls);
        }

        Assert.Equal(counts[0], counts[1]);
        Assert.Equal(inTurn.Dump(), atOnce.Dump());
    }

    [Fact]
    public async Task One_arrival_delivered_many_times_at_once_is_dealt_with_once()
    {
        using var alone = new Premises();
        var file = alone.File(Deliveries.Second);
        await alone.Take(file);
        var next = alone.File(Deliveries.First, 1, "next.csv");
        await alone.Take(next);
        for (var round = 0; round < 8; round++)
        {
            using var at = new Premises();
            // A file that comes after it clears it from the manifest while slower deliveries still run.
            var results = await Task.WhenAll(new[] { file, file, file }.Select(one => Task.Run(() => at.Open(at.Store).Run(one, default)))
                .Append(Task.Run(async () => { await at.Ingest.Run(file, default); return await at.Ingest.Run(next, default); })));

            Assert.All(results, result => Assert.Contains(result.Status, (string[])["committed", "already-processed"]));
            Deliveries.Same(alone.Dump(), at.Dump(), $"round {round}");
            Assert.Empty(alone.Announced.Except(at.Announced));
        }
    }

    [Theory]
    [InlineData(true)] // another delivery of the same arrival overtakes it, and a file after that
    [InlineData(false)] // only the other file does
    public async Task Whatever_overtakes_a_slow_delivery_nothing_is_done_twice(bool itself)
    {
        var small = Some.PoliceFile(Some.Ppn(1), Some.Ppn(2) with { From = "01/12/2018 10:00", To = "" },
            Some.Ppn(3) with { Reference = "" });
        var other = Some.PoliceFile(Some.Ppn(1), Some.Ppn(2) with { Version = "2" }, Some.Ppn(4));
        using var start = new Premises();
        var (file, next) = (start.File(small), start.File(other, itself ? 1 : -1, "next.csv"));
        using var alone = start.Copy();
        var counting = new Meanwhile(alone.Store, int.MaxValue, () => Task.CompletedTask);
        await alone.Open(counting).Run(file, default);
        await alone.Take(next);
        string[] expected = itself ? [.. alone.Dump()] : Standing(alone);

        foreach (var call in Nightly.Of(counting.Calls, 5, StageSeeds.New()))
        {
            using var at = start.Copy();
            await at.Open(new Meanwhile(at.Store, call, async () =>
            {
                if (itself) await at.Ingest.Run(file, default);
                await at.Ingest.Run(next, default);
            })).Run(file, default);

            Deliveries.Same([.. expected], itself ? at.Dump() : [.. Standing(at)], $"overtaken at call {call} of {counting.Calls}");
            Assert.Empty(Directory.Exists(Path.Combine(at.Root, Containers.Restricted, ".staged"))
                ? Directory.GetDirectories(Path.Combine(at.Root, Containers.Restricted, ".staged")) : []);
            Assert.Equal(3, (await at.Take(other, 50, "again.csv")).Unchanged);
        }
    }

    [Fact]
    public async Task An_index_file_that_was_taken_away_is_told_and_not_waited_for()
    {
        using var at = new Premises();
        await at.Take(Deliveries.First);
        File.Delete(Assert.Single(at.IndexFiles()));

        var gone = await Assert.ThrowsAsync<InvalidDataException>(() => at.Take(Deliveries.Second, 1, "second.csv"));

        Assert.Contains("not there", gone.Message, StringComparison.Ordinal);
    }

    /// <summary>How every record stands, whichever file was decided first.</summary>
    static string[] Standing(Premises at) => [.. at.Ask("""
        select n.notification_key, n.first_received_at, t.status, t.severity, n.category from notifications n join timeliness t using (notification_key, record_version)
        qualify row_number() over (partition by n.notification_key order by n.record_version desc) = 1 order by 1
        """)];

    [Fact]
    public async Task Index_files_stay_few_and_small_ones_do_not_rewrite_a_large_one()
    {
        using var at = new Premises();
        await at.Take(Some.PoliceFile(Enumerable.Range(1000, 300).Select(Some.Ppn)), name: "large.csv");
        var manifests = new ManifestFile(at.Store, "police", "domestic-abuse", "northshire-police");
        var large = (await manifests.Read(default)).Manifest.IndexFiles[^1];
        for (var day = 1; day <= 20; day++) await at.Take(Some.PoliceFile(Some.Ppn(day), Some.Ppn(day + 100)), day, $"{day}.csv");

        var (manifest, _) = await manifests.Read(default);
        Assert.InRange(manifest.IndexFiles.Count, 1, RecordIndexFiles.FilesAtMost);
        Assert.Equal(large, manifest.IndexFiles[^1]);
        Assert.Equal(340, manifest.IndexFiles.Sum(file => file.Entries));
    }
}
