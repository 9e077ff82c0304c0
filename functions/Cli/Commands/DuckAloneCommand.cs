using System.CommandLine;
using FrontDoor.Lake;

namespace FrontDoor.Cli;

/// <summary>The other side of <c>bench</c>: DuckDB alone, from the CSV to one typed ZSTD Parquet file, all columns given so that nothing is guessed.</summary>
static class DuckAloneCommand
{
    public const string Name = "bench-duckdb";

    const int MemoryMb = 4096; // as much as it wants: it is not held back

    public static Command Create()
    {
        var file = new Argument<string>("CSV");
        var to = new Argument<string>("PARQUET");
        var threads = new Argument<int>("THREADS");
        var verb = new Verb(Name, "DuckDB alone on the bench file") { file, to, threads };
        verb.Hidden = true;
        verb.SetAction((parsed, cancel) => Task.FromResult(Run(parsed.GetRequiredValue(file), parsed.GetRequiredValue(to), parsed.GetRequiredValue(threads), cancel)));
        return verb;
    }

    static int Run(string file, string parquet, int threads, CancellationToken cancel)
    {
        var columns = string.Join(", ", BenchFile.Columns.Select(column => $"'{column.Name}': '{column.Type}'"));
        using var scratch = Scratch.Open(Path.Combine(Path.GetTempPath(), "front-door-bench"));
        using var engine = new Engine(new EngineOptions(scratch.Folder, MemoryMb, threads));
        using var connection = engine.Open();
        var rows = connection.Execute($$"""
            copy (from read_csv({{Sql.Text(file)}}, header = true, delim = ',', quote = '"', escape = '"', new_line = '\r\n', auto_detect = false,
                  columns = { {{columns}} }, timestampformat = '%d/%m/%Y %H:%M', dateformat = '%d/%m/%Y'))
            to {{Sql.Text(parquet)}} (format parquet, compression zstd)
            """, cancel);
        Console.WriteLine(rows);
        return ExitCodes.Done;
    }
}
