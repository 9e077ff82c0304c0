using System.CommandLine;
using FrontDoor.Cli.Bench;
using FrontDoor.Cli.Terminal;
using FrontDoor.Lake.DuckDb;

namespace FrontDoor.Cli.Commands;

/// <summary>The other side of <c>bench</c>: the same job as one SQL script, run by DuckDB.</summary>
static class SameJobCommand
{
    public const string Name = "bench-duckdb";

    const int MemoryMb = 4096; // without a limit: DuckDB is not slowed down

    public static Command Create()
    {
        var file = new Argument<string>("CSV");
        var to = new Argument<string>("DIR");
        var threads = new Argument<int>("THREADS");
        var verb = new CliCommand(Name, "Run the same job as the bench in DuckDB") { file, to, threads };
        verb.Hidden = true;
        verb.SetAction((parsed, cancel) =>
            Task.FromResult(Run(parsed.GetRequiredValue(file), parsed.GetRequiredValue(to), parsed.GetRequiredValue(threads), cancel)));
        return verb;
    }

    static int Run(string file, string folder, int threads, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        using var scratch = Scratch.Open(Path.Combine(Path.GetTempPath(), "front-door-bench"));
        using var engine = new Engine(new EngineOptions(scratch.Folder, MemoryMb, threads));
        using var connection = engine.Open();
        foreach (var statement in Statements(file, folder)) connection.Execute(statement, cancel);
        return ExitCodes.Done;
    }

    /// <summary>The statements of the script, each ended by a semicolon at the end of a line.</summary>
    static string[] Statements(string file, string folder)
    {
        using var text = new StreamReader(typeof(SameJobCommand).Assembly.GetManifestResourceStream("same-job.sql")!);
        return text.ReadToEnd().ReplaceLineEndings("\n")
            .Replace("$csv", Quoted(file), StringComparison.Ordinal).Replace("$out", Quoted(folder), StringComparison.Ordinal)
            .Replace("$key", new string('k', 32), StringComparison.Ordinal)
            .Replace("$received", BenchFile.Received, StringComparison.Ordinal)
            .Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    static string Quoted(string path) => path.Replace("'", "''", StringComparison.Ordinal);
}
