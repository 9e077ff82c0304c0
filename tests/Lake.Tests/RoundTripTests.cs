namespace FrontDoor.Tests;

public sealed class RoundTripTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1023)] // one short of a column's first room
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(49_999)] // one short of a row group
    [InlineData(50_000)]
    [InlineData(50_001)]
    [InlineData(210_000)] // several row groups, each table filled again
    public void Every_type_comes_back_as_it_was_written(int rows)
    {
        using var bench = new Bench();

        var path = bench.Write(EveryType.Open, Enumerable.Range(0, rows).Select(EveryType.Fill));

        var read = bench.Read(path);
        Assert.Equal(rows, read.Count);
        for (var row = 0; row < rows; row++)
            Assert.Equal(EveryType.Cells(row), read[row]);
    }

    [Fact]
    public void The_ends_of_every_range_come_back()
    {
        using var bench = new Bench();
        const long lastMillisecond = 253_402_300_799_999_000; // of the year 9999, in microseconds

        var path = bench.Write<EveryType>(
            row =>
            {
                row.Integer.Set(int.MaxValue); row.Big.Set(long.MinValue); row.Real.Set(double.NaN); row.Day.SetDays(
                -719162); row.Instant.SetMicroseconds(lastMillisecond);
            },
            row =>
            {
                row.Integer.Set(int.MinValue); row.Big.Set(long.MaxValue); row.Real.Set(double.NegativeInfinity); row.Day.SetDays(
                2932896); row.Instant.SetMicroseconds(0);
            });

        Assert.Equal(
        [
            [int.MaxValue, long.MinValue, double.NaN, DateOnly.MinValue,
                new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero).AddMilliseconds(999)],
            [int.MinValue, long.MaxValue, double.NegativeInfinity, DateOnly.MaxValue, DateTimeOffset.UnixEpoch],
        ], bench.Ask($"SELECT \"integer\", big, \"real\", day, instant FROM '{path}'"));
    }

    [Fact]
    public void The_written_types_are_those_of_the_table()
    {
        using var bench = new Bench();

        var path = bench.Write(EveryType.Open, [EveryType.Fill(0)]);

        Assert.Equal(
            ["VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP WITH TIME ZONE", "VARCHAR", "VARCHAR", "VARCHAR"],
            bench.Ask($"SELECT column_type FROM (DESCRIBE FROM read_parquet('{path}'))").Select(row => row[0]));
    }

    [Fact]
    public void A_code_beyond_the_255th_comes_back()
    {
        using var bench = new Bench();
        var sectors = Enumerable.Range(0, 1000).Select(i => $"NS{i}").ToArray();
        Plain Open()
        {
            var table = new Plain();
            table.A.OneOf(sectors);
            return table;
        }

        var path = bench.Write(Open, Enumerable.Range(0, 3000).Select<int, Action<Plain>>(i => row => row.A.Code(i % 1000)));

        Assert.Equal(Enumerable.Range(0, 3000).Select(i => sectors[i % 1000]), bench.Read(path).Select(row => (string)row[0]!));
    }

    [Fact]
    public void Large_texts_come_back_and_fill_a_row_group_early()
    {
        using var bench = new Bench();
        var texts = Enumerable.Range(0, 150).Select(i => new string((char)('a' + i % 26), 1_000_000 + i)).ToArray();

        var path = bench.Write(() => new Plain(), texts.Select<string, Action<Plain>>(text => row => row.A.Set(text)));

        Assert.Equal(texts, bench.Read(path).Select(row => (string)row[0]!));
        Assert.Equal([[3L]], bench.Ask($"SELECT count(*) FROM parquet_metadata('{path}') WHERE path_in_schema = 'a'"));
    }
}
