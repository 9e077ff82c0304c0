using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace FrontDoor.Tests;

public sealed class IndependentReaderTests
{
    const int Rows = 55_000; // more than one row group

    [Fact]
    public void Another_Parquet_reader_finds_the_same_schema_and_every_value()
    {
        using var bench = new Bench();
        var path = bench.Write(EveryType.Open, Enumerable.Range(0, Rows).Select(EveryType.Fill));

        var lines = Node(path);

        Assert.Equal(
            """[["text","BYTE_ARRAY","STRING","OPTIONAL"],["integer","INT32","INTEGER","OPTIONAL"],["big","INT64","INTEGER","OPTIONAL"],["real","DOUBLE",null,"OPTIONAL"],["yes","BOOLEAN",null,"OPTIONAL"],["day","INT32","DATE","OPTIONAL"],["instant","INT64","TIMESTAMP","OPTIONAL"],["code","BYTE_ARRAY","STRING","OPTIONAL"],["always","BYTE_ARRAY","STRING","OPTIONAL"],["never","BYTE_ARRAY","STRING","OPTIONAL"]]""",
            lines[0]);
        Assert.Equal("""["ZSTD"]""", lines[1]);
        Assert.Equal(Rows, lines.Count - 2);
        for (var row = 0; row < Rows; row++)
            Assert.Equal(EveryType.Cells(row).Select(Plain), JsonDocument.Parse(lines[row + 2]).RootElement.EnumerateArray().Select(Plain));
    }

    [Fact]
    public async Task Parquet_Net_reads_the_same_values()
    {
        using var bench = new Bench();
        var path = bench.Write(EveryType.Open, Enumerable.Range(0, Rows).Select(EveryType.Fill));

        await using var reader = await ParquetReader.CreateAsync(path);
        var at = 0;
        for (var place = 0; place < reader.RowGroupCount; place++)
        {
            using var group = reader.OpenRowGroupReader(place);
            var columns = new List<object?[]>();
            foreach (var field in reader.Schema.DataFields)
                columns.Add(await Read(group, field));
            for (var row = 0; row < columns[0].Length; row++, at++)
                Assert.Equal(EveryType.Cells(at).Select(Plain), columns.Select(column => Plain(column[row])));
        }
        Assert.Equal(Rows, at);
    }

    static async Task<object?[]> Read(ParquetRowGroupReader group, DataField field)
    {
        if (field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[group.RowCount];
            await group.ReadAsync(field, texts.AsMemory());
            return texts;
        }
        if (field.ClrType == typeof(int)) return await Read<int>(group, field, number => number);
        if (field.ClrType == typeof(long)) return await Read<long>(group, field, number => number);
        if (field.ClrType == typeof(double)) return await Read<double>(group, field, number => number);
        if (field.ClrType == typeof(bool)) return await Read<bool>(group, field, yes => yes);
        return await Read<DateTime>(group, field, moment => field is DateTimeDataField { DateTimeFormat: DateTimeFormat.Date }
            ? DateOnly.FromDateTime(moment) : new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)));
    }

    static async Task<object?[]> Read<T>(ParquetRowGroupReader group, DataField field, Func<T, object> plain) where T : struct
    {
        var values = new T?[group.RowCount];
        await group.ReadAsync<T>(field, values.AsMemory());
        return [.. values.Select(value => value is { } known ? plain(known) : null)];
    }

    static object? Plain(object? value) => value switch
    {
        DateOnly day => Number(day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
        DateTimeOffset instant => Number((instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond),
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
