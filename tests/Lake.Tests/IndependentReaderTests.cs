using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace FrontDoor.Tests;

public sealed class IndependentReaderTests
{
    const int Rows = 35_000; // more than one row group

    [Fact]
    public void Another_Parquet_reader_finds_the_same_schema_and_every_value()
    {
        using var bench = new Bench();
        var path = bench.Write(EveryType.Table, EveryType.Known, Enumerable.Range(0, Rows).Select(EveryType.Fill));

        var lines = Node(path);

        Assert.Equal(
            """[["text","BYTE_ARRAY","UTF8","OPTIONAL"],["integer","INT32","INT_32","OPTIONAL"],["big","INT64","INT_64","OPTIONAL"],["real","DOUBLE",null,"OPTIONAL"],["yes","BOOLEAN",null,"OPTIONAL"],["day","INT32","DATE","OPTIONAL"],["instant","INT64","TIMESTAMP","OPTIONAL"],["local","INT64","TIMESTAMP","OPTIONAL"],["code","BYTE_ARRAY","UTF8","OPTIONAL"],["always","BYTE_ARRAY","UTF8","OPTIONAL"],["never","BYTE_ARRAY","UTF8","OPTIONAL"]]""",
            lines[0]);
        Assert.Equal("""["ZSTD"]""", lines[1]);
        Assert.Equal(Rows, lines.Count - 2);
        for (var row = 0; row < Rows; row++)
            Assert.Equal(EveryType.Values(row).Select(Plain), JsonDocument.Parse(lines[row + 2]).RootElement.EnumerateArray().Select(Plain));
    }

    static object? Plain(object? value) => value switch
    {
        DateOnly day => Number(day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
        DateTimeOffset instant => Number((instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond),
        DateTime local => Number((local.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond),
        bool yes => yes ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value,
    };

    static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    static List<string> Node(string path)
    {
        var start = new ProcessStartInfo("node", [Repository.Path("tests", "Lake.Tests", "read-parquet.mjs"), path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var error = node.StandardError.ReadToEndAsync();
        List<string> lines = [];
        while (node.StandardOutput.ReadLine() is { } line)
            lines.Add(line);
        node.WaitForExit();
        Assert.True(node.ExitCode == 0, error.GetAwaiter().GetResult());
        return lines;
    }
}
