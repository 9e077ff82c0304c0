using System.Diagnostics;
using System.Globalization;

namespace FrontDoor.Ingestion.Tests;

/// <summary>Whatever is done to a file, it is taken or refused in words, each of its rows is counted, in bounded time and memory, and
/// nothing is on time by a guess.</summary>
/// <remarks>FUZZ_FILES says how many files, FUZZ_SEED which (or "random"), FUZZ_FILE that one alone.</remarks>
public sealed class FuzzTests(ITestOutputHelper said)
{
    const int Usual = 20190105;
    const int UsualFiles = 1000;

    [Fact]
    public void A_damaged_file_is_taken_or_refused_and_every_row_and_line_of_it_is_accounted_for()
    {
        var seed = Environment.GetEnvironmentVariable("FUZZ_SEED") == "random" ? Random.Shared.Next() : Given("FUZZ_SEED") ?? Usual;
        var files = Given("FUZZ_FILES") ?? UsualFiles;
        var begun = Stopwatch.GetTimestamp();
        var run = new FuzzRun(seed, GoodFile.All());
        run.Run(files, Given("FUZZ_FILE"));

        var told = $"FUZZ_SEED={seed}: {files} files in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s "
            + $"({Environment.CpuUsage.TotalTime.TotalSeconds:0} s of processor); {run.Committed} taken, {run.Rows} rows, {run.OnTime} "
            + $"on time; {run.Whole} through the whole ingest; worst {run.Worst.Time.Milliseconds:0} ms (file {run.Worst.Time.Number}), "
            + $"{run.Worst.Memory.Megabytes:0} MB (file {run.Worst.Memory.Number})";
        Console.WriteLine(told);
        said.WriteLine(told);
        Assert.True(run.Faults.Count == 0, $"{told}\n{string.Join('\n', run.Faults)}");
        // damage that leaves nothing to read tests nothing
        if (Given("FUZZ_FILE") is null) Assert.True(run.Committed > files / 10 && run.OnTime > files / 10 && run.Whole >= files / 50, told);
    }

    static int? Given(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : null;
}
