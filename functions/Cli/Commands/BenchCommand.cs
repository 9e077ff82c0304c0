using System.CommandLine;
using System.Globalization;
using FrontDoor.Cli.Bench;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Commands;

/// <summary><c>bench</c>: compares the whole ingest with DuckDB doing the same job in SQL, in pairs of runs.</summary>
static class BenchCommand
{
    const int FewestPairs = 3;

    public static Command Create()
    {
        var rows = new Option<int>("--rows") { Description = "Rows in the file", HelpName = "N", DefaultValueFactory = _ => 1_000_000 };
        var pairs = new Option<int>("--pairs")
        {
            Description = $"Pairs of runs, at least {FewestPairs}",
            HelpName = "N",
            DefaultValueFactory = _ => FewestPairs
        };
        var json = new Option<bool>("--json")
        {
            Description = "Write one JSON object: ratio, rows_per_s, mb_per_s, peak_mb, pairs, machine"
        };
        var verb = new CliCommand("bench", "Compare the ingest with DuckDB doing the same job in SQL on the same file",
            "./pipeline bench", "./pipeline bench --rows 100000 --json") { rows, pairs, json };
        verb.SetAction((parsed, cancel) => Run(parsed.GetValue(rows), parsed.GetValue(pairs), parsed.GetValue(json), cancel));
        return verb;
    }

    static async Task<int> Run(int rows, int pairs, bool json, CancellationToken cancel)
    {
        if (rows < 1 || pairs < FewestPairs)
            throw CliException.Usage($"--rows {rows} --pairs {pairs}", $"one row or more, and {FewestPairs} pairs or more",
                "./pipeline bench --rows 100000");
        var drops = Root.At("artifacts", "bench", rows.ToString(CultureInfo.InvariantCulture));
        Screen.Say($"the file: {rows} rows, the same every time");
        var file = await BenchFile.At(Path.Combine(drops, "police", "northshire-police", "domestic-abuse", "bench.csv"), rows, cancel);
        var rounds = new List<Round>();
        for (var pair = 1; pair <= pairs; pair++)
        {
            rounds.Add(await RunOnce(drops, file.FullName, cancel));
            Screen.Say(string.Create(CultureInfo.InvariantCulture,
                $"pair {pair} of {pairs}: ours {rounds[^1].Ours.Seconds:0.00} s, DuckDB {rounds[^1].Duck.Seconds:0.00} s"));
        }

        var report = new BenchReport(rows, file.Length, rounds);
        if (json)
        {
            await using var to = Console.OpenStandardOutput();
            report.Json(to);
            to.WriteByte((byte)'\n');
        }
        else
        {
            Console.WriteLine(report.Text);
        }

        return ExitCodes.Done;
    }

    static async Task<Round> RunOnce(string drops, string file, CancellationToken cancel)
    {
        var scratch = Directory.CreateDirectory(Root.At("artifacts", "bench", $"run-{Guid.NewGuid():n}")).FullName;
        try
        {
            var ours = await Measured.Run(["ingest", drops, "--lake", Path.Combine(scratch, "lake"), "--received", BenchFile.Received],
                cancel);
            var duck = await Measured.Run([SameJobCommand.Name, file, Path.Combine(scratch, "duckdb"), "2"], cancel);
            return new Round(ours, duck);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
