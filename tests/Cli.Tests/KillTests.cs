using System.Diagnostics;
using System.Globalization;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>The built program killed as an operating system kills, at any moment, and run again: the lake is as if nothing had
/// happened.</summary>
public sealed class KillTests : IDisposable
{
    static readonly int Rounds = Nightly.Of(2, 8);
    const int KillsAtMost = 3, Files = 8, RowsAFile = 400;

    readonly DirectoryInfo _drops = Directory.CreateTempSubdirectory("drops-");

    [Fact]
    public async Task A_run_killed_at_any_moment_and_run_again_ends_as_one_that_was_not()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        Drop(random);
        using var undisturbed = new Premises();
        var watch = Stopwatch.StartNew();
        Assert.True(await Ingest(undisturbed.Root, null));
        var whole = watch.Elapsed;
        var expected = undisturbed.Dump();
        Assert.True(expected.Count > Files * 100, $"{expected.Count} rows");

        var killed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var at = new Premises();
            Directory.CreateDirectory(Path.Combine(at.Root, Containers.Restricted));
            File.Copy(Path.Combine(undisturbed.Root, Containers.Restricted, "pseudonym.key"),
                Path.Combine(at.Root, Containers.Restricted, "pseudonym.key"));
            (var died, whole) = await Kill(after => Ingest(at.Root, after), random, 0.15, whole);
            killed += died;
            Assert.True(await Ingest(at.Root, null));

            var found = at.Dump();
            Assert.True(expected.SequenceEqual(found), $"Seed {seed}, round {round}: "
                + $"missing\n{string.Join('\n', expected.Except(found).Take(10))}\nnot "
                + $"expected\n{string.Join('\n', found.Except(expected).Take(10))}");
            Assert.Equal(Names(undisturbed.Root, "receipts-police"), Names(at.Root, "receipts-police"));
            Assert.Equal(Names(undisturbed.Root, Queues.LateReferrals), Names(at.Root, Queues.LateReferrals));
            Assert.Empty(await at.Waiting());
        }
        Assert.True(killed > 0, "No run was killed: all were faster than the delays.");
    }

    [Fact]
    public async Task A_tick_killed_at_any_moment_and_run_again_ends_as_one_that_was_not()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        DropContacts(random);
        using var start = new Premises();
        Assert.True(await Ingest(start.Root, null));
        using var undisturbed = start.Copy();
        var watch = Stopwatch.StartNew();
        Assert.True(await Tick(undisturbed.Root, null));
        var whole = watch.Elapsed;
        var expected = undisturbed.Dump();
        Assert.True(expected.Count > start.Dump().Count + RowsAFile, $"{expected.Count} rows");

        var killed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var at = start.Copy();
            (var died, whole) = await Kill(after => Tick(at.Root, after), random, 0.4, whole);
            killed += died;
            Assert.True(await Tick(at.Root, null));

            var found = at.Dump();
            Assert.True(expected.SequenceEqual(found), $"Seed {seed}, round {round}: "
                + $"missing\n{string.Join('\n', expected.Except(found).Take(10))}\nnot "
                + $"expected\n{string.Join('\n', found.Except(expected).Take(10))}");
            Assert.Equal(Names(undisturbed.Root, Queues.LateReferrals), Names(at.Root, Queues.LateReferrals));
            Assert.Empty(await at.Waiting());
        }
        Assert.True(killed > 0, "No run was killed: all were faster than the delays.");
    }

    [Fact]
    public async Task A_watch_killed_at_any_moment_and_run_again_ends_as_one_that_was_not()
    {
        var seed = StageSeeds.New();
        var random = new Random(seed);
        DropWeeks();
        using var start = new Premises();
        Assert.True(await Ingest(start.Root, null));
        using var undisturbed = start.Copy();
        var watch = Stopwatch.StartNew();
        Assert.True(await Watch(undisturbed.Root, null));
        var whole = watch.Elapsed;
        var expected = undisturbed.Dump();
        Assert.Equal(["backlog", "resolved", "silence"],
            undisturbed.Ask("select distinct kind from notices where kind in ('silence', 'backlog', 'resolved') order by 1"));
        Assert.Equal(4, Summaries(undisturbed.Root).Count);

        var killed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var at = start.Copy();
            (var died, whole) = await Kill(after => Watch(at.Root, after), random, 0.4, whole);
            killed += died;
            foreach (var (path, text) in Summaries(at.Root)) Assert.Equal(Summaries(undisturbed.Root)[path], text); // whole or absent
            Assert.True(await Watch(at.Root, null));

            var found = at.Dump();
            Assert.True(expected.SequenceEqual(found), $"Seed {seed}, round {round}: "
                + $"missing\n{string.Join('\n', expected.Except(found).Take(10))}\nnot "
                + $"expected\n{string.Join('\n', found.Except(expected).Take(10))}");
            Assert.Equal(Summaries(undisturbed.Root), Summaries(at.Root));
            Assert.Equal(Names(undisturbed.Root, Queues.LateReferrals), Names(at.Root, Queues.LateReferrals));
            Assert.Empty(await at.Waiting());
        }
        Assert.True(killed > 0, "No run was killed: all were faster than the delays.");
    }

    public void Dispose() => _drops.Delete(recursive: true);

    /// <summary>Kills some runs, each within the time that a whole one takes; returns how many did not end before. One that ended first
    /// says how long a whole one takes by now.</summary>
    /// <param name="earliest">The part of that time before which none is killed.</param>
    static async Task<(int Killed, TimeSpan Whole)> Kill(Func<TimeSpan?, Task<bool>> run, Random random, double earliest, TimeSpan whole)
    {
        var (killed, kills) = (0, random.Next(1, KillsAtMost + 1));
        for (var kill = 0; kill < kills; kill++)
        {
            var watch = Stopwatch.StartNew();
            if (!await run(whole * (earliest + (1 - earliest) * random.NextDouble()))) killed++;
            else if (kill == 0 && watch.Elapsed < whole) whole = watch.Elapsed;
        }
        return (killed, whole);
    }

    /// <summary>Two weeks of one force: files missed, and one with a backlog.</summary>
    void DropWeeks()
    {
        var folder = _drops.CreateSubdirectory("police/northshire-police/domestic-abuse").FullName;
        for (var day = 2; day <= 15; day++)
        {
            if (day is 7 or 8) continue;
            var on = Some.Morning().AddDays(day is 13 ? 3 : day - 1);
            var path = Path.Combine(folder, $"day {day}.csv");
            File.WriteAllText(path, Some.PoliceFile(Enumerable.Range(0, day is 13 ? 40 : 6)
                .Select(row => Some.Ppn(100 * day + row) with { From = $"{on:dd/MM/yyyy} 20:30", To = "" })));
            File.SetLastWriteTimeUtc(path, Some.Morning(24 * day - 0.5).UtcDateTime);
        }
    }

    /// <summary>Days of one force: new rows, resends and corrections, some of them late.</summary>
    void Drop(Random random)
    {
        var folder = _drops.CreateSubdirectory("police/northshire-police/domestic-abuse").FullName;
        for (var file = 0; file < Files; file++)
        {
            var rows = Enumerable.Range(0, RowsAFile).Select(_ => Some.Ppn(random.Next(1, 1200)) with
            {
                Version = random.Next(1, 4).ToString(CultureInfo.InvariantCulture),
                Risk = random.Next(2) == 0 ? "High" : "Standard",
                From = $"0{random.Next(1, 5)}/01/2019 20:00",
                To = "",
                Narrative = $"Invented {random.Next(5)}.",
            });
            var path = Path.Combine(folder, $"day {file}.csv");
            File.WriteAllText(path, Some.PoliceFile(rows));
            File.SetLastWriteTimeUtc(path, Some.Morning(file * 24).UtcDateTime);
        }
    }

    /// <summary>Contacts of two days, none of them decided.</summary>
    void DropContacts(Random random)
    {
        var folder = _drops.CreateSubdirectory("council/northshire-council/front-door").FullName;
        for (var file = 0; file < 2; file++)
        {
            var path = Path.Combine(folder, $"day {file}.csv");
            File.WriteAllText(path, Some.Lines(["Contact Reference,Child Unique ID,Contact Received,Decision Made,Status",
                .. Enumerable.Range(0, RowsAFile)
                    .Select(row => $"CT/19/{file}{row},P{row},0{random.Next(1, 5)}/01/2019 20:{random.Next(10, 60)},,New")]));
            File.SetLastWriteTimeUtc(path, Some.Morning(file * 24).UtcDateTime);
        }
    }

    Task<bool> Ingest(string lake, TimeSpan? killedAfter) => Pipeline.RunOrKill(killedAfter, "ingest", _drops.FullName, "--lake", lake);

    static Task<bool> Tick(string lake, TimeSpan? killedAfter) =>
        Pipeline.RunOrKill(killedAfter, "overdue", "--lake", lake, "--as-of", "2019-01-20");

    static Task<bool> Watch(string lake, TimeSpan? killedAfter) =>
        Pipeline.RunOrKill(killedAfter, "feed-health", "--lake", lake, "--as-of", "2019-01-20T12:00:00Z");

    static Dictionary<string, string> Summaries(string root) =>
        Names(root, "receipts-police").Where(name => name.Contains(".summary.", StringComparison.Ordinal))
        .ToDictionary(name => name, name => File.ReadAllText(Path.Combine(root, "receipts-police", name)));

    static List<string> Names(string root, string container)
    {
        var folder = Path.Combine(root, container);
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path))
            .Order(StringComparer.Ordinal)] : [];
    }
}
