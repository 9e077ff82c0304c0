using System.Diagnostics;
using System.Globalization;
using FrontDoor.Stages;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>The built program killed as an operating system kills, at any moment, and run again: the lake is as if nothing had happened.</summary>
public sealed class KillTests : IDisposable
{
    const int Rounds = 8, KillsAtMost = 3, Files = 8, RowsAFile = 400;

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
            File.Copy(Path.Combine(undisturbed.Root, Containers.Restricted, "pseudonym.key"), Path.Combine(at.Root, Containers.Restricted, "pseudonym.key"));
            for (var kill = random.Next(1, KillsAtMost + 1); kill > 0; kill--)
                if (!await Ingest(at.Root, whole * (0.15 + 0.85 * random.NextDouble()))) killed++;
            Assert.True(await Ingest(at.Root, null));

            var found = at.Dump();
            Assert.True(expected.SequenceEqual(found), $"Seed {seed}, round {round}: missing\n{string.Join('\n', expected.Except(found).Take(10))}\nnot expected\n{string.Join('\n', found.Except(expected).Take(10))}");
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
            for (var kill = random.Next(1, KillsAtMost + 1); kill > 0; kill--)
                if (!await Tick(at.Root, whole * (0.4 + 0.6 * random.NextDouble()))) killed++;
            Assert.True(await Tick(at.Root, null));

            var found = at.Dump();
            Assert.True(expected.SequenceEqual(found), $"Seed {seed}, round {round}: missing\n{string.Join('\n', expected.Except(found).Take(10))}\nnot expected\n{string.Join('\n', found.Except(expected).Take(10))}");
            Assert.Equal(Names(undisturbed.Root, Queues.LateReferrals), Names(at.Root, Queues.LateReferrals));
            Assert.Empty(await at.Waiting());
        }
        Assert.True(killed > 0, "No run was killed: all were faster than the delays.");
    }

    public void Dispose() => _drops.Delete(recursive: true);

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
            File.WriteAllText(path, Some.Lines(["Contact Reference,Child Unique ID,Contact Received,Decision Made,Status", .. Enumerable.Range(0, RowsAFile).Select(row => $"CT/19/{file}{row},P{row},0{random.Next(1, 5)}/01/2019 20:{random.Next(10, 60)},,New")]));
            File.SetLastWriteTimeUtc(path, Some.Morning(file * 24).UtcDateTime);
        }
    }

    Task<bool> Ingest(string lake, TimeSpan? killedAfter) => Run(killedAfter, "ingest", _drops.FullName, "--lake", lake);

    static Task<bool> Tick(string lake, TimeSpan? killedAfter) => Run(killedAfter, "tick", "--lake", lake, "--as-of", "2019-01-20");

    /// <summary>False: it was killed before it was done.</summary>
    static async Task<bool> Run(TimeSpan? killedAfter, params string[] command)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FrontDoor.Cli.dll"), .. command])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.StartInfo.Environment["FRONT_DOOR_ROOT"] = Repository.Root;
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var said = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(killedAfter ?? TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (killedAfter is not null)
        {
            process.Kill(); // SIGKILL
            await process.WaitForExitAsync();
            return false;
        }
        Assert.True(process.ExitCode == 0, $"{await output}{await said}");
        return true;
    }

    static List<string> Names(string root, string container)
    {
        var folder = Path.Combine(root, container);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)] : [];
    }
}
