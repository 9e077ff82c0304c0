using FrontDoor.Lake;

namespace FrontDoor.Tests;

public sealed class RoundTripTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)] // one short of a word of presence bits
    [InlineData(64)]
    [InlineData(2047)] // one short of a batch
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(70_000)] // several row groups, every batch recycled
    public void Every_type_comes_back_as_it_was_written(int rows)
    {
        using var bench = new Bench();

        var path = bench.Write(EveryType.Table, EveryType.Known, Enumerable.Range(0, rows).Select(EveryType.Fill));

        var read = bench.Read(path);
        Assert.Equal(rows, read.Count);
        for (var row = 0; row < rows; row++)
            Assert.Equal(EveryType.Values(row), read[row]);
    }

    [Fact]
    public void The_ends_of_every_range_come_back()
    {
        using var bench = new Bench();
        var table = new LakeTable("ends",
            [new("i", LakeType.Integer), new("b", LakeType.BigInteger), new("d", LakeType.Double), new("day", LakeType.Date), new("t", LakeType.Instant)]);
        const long lastMicrosecond = 253_402_300_799_999_999; // of the year 9999

        var path = bench.Write(table,
            b => { b.Integer(0, int.MaxValue); b.BigInteger(1, long.MinValue); b.Double(2, double.NaN); b.Date(3, -719162); b.Instant(4, lastMicrosecond); },
            b => { b.Integer(0, int.MinValue); b.BigInteger(1, long.MaxValue); b.Double(2, double.NegativeInfinity); b.Date(3, 2932896); b.Instant(4, 0); });

        Assert.Equal(
        [
            [int.MaxValue, long.MinValue, double.NaN, DateOnly.MinValue, new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(9_999_990)],
            [int.MinValue, long.MaxValue, double.NegativeInfinity, DateOnly.MaxValue, DateTimeOffset.UnixEpoch],
        ], bench.Read(path));
    }

    [Fact]
    public void The_written_types_are_those_of_the_table()
    {
        using var bench = new Bench();

        var path = bench.Write(EveryType.Table, EveryType.Known, [EveryType.Fill(0)]);

        Assert.Equal(
            ["VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP", "VARCHAR", "VARCHAR", "VARCHAR"],
            bench.Ask($"SELECT column_type FROM (DESCRIBE FROM read_parquet('{path}'))").Select(row => row[0]));
    }

    [Fact]
    public void A_code_beyond_the_255th_comes_back()
    {
        using var bench = new Bench();
        var table = new LakeTable("sectors", [new("sector", LakeType.Text)]);
        var sectors = Enumerable.Range(0, 1000).Select(i => $"NS{i}").ToArray();

        var path = bench.Write(table, new KnownTexts(table).OneOf(0, sectors), Enumerable.Range(0, 3000).Select<int, Action<Batch>>(i => b => b.Code(0, i % 1000)));

        Assert.Equal(Enumerable.Range(0, 3000).Select(i => sectors[i % 1000]), bench.Read(path).Select(row => (string)row[0]!));
    }

    [Fact]
    public void A_text_larger_than_a_heap_block_comes_back_and_fills_the_batch_early()
    {
        using var bench = new Bench();
        var table = new LakeTable("narratives", [new("narrative", LakeType.Text)]);
        var texts = Enumerable.Range(0, 12).Select(i => new string((char)('a' + i), 1_000_000 + i)).ToArray();
        var most = 0;

        var path = bench.Write(table, new(table), texts.Select<string, Action<Batch>>(text => b =>
        {
            most = Math.Max(most, b.Count);
            b.Text(0, System.Text.Encoding.UTF8.GetBytes(text));
        }));

        Assert.Equal(texts, bench.Read(path).Select(row => (string)row[0]!));
        Assert.InRange(most, 1, 5);
    }
}
