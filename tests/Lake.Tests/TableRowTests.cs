using FrontDoor.Lake.Writing;

namespace FrontDoor.Tests;

public sealed class TableRowTests
{
    [Theory]
    [InlineData(new byte[] { 0xFF })] // never UTF-8
    [InlineData(new byte[] { 0x80, 0x61 })] // begins inside a character
    [InlineData(new byte[] { 0x61, 0xC3 })] // ends inside a character
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })] // half a surrogate pair
    public void A_text_that_is_not_UTF8_is_refused_short_or_long(byte[] wrong)
    {
        using var bench = new Bench();
        byte[] longer = wrong[0] >= 0x80 && wrong[0] < 0xC0 ? [.. wrong, .. "twelve more bytes"u8] : [.. "twelve more bytes"u8, .. wrong];

        var refused = Assert.Throws<ArgumentException>(() => bench.Write<Plain>(row => row.A.Set(wrong)));
        Assert.Throws<ArgumentException>(() => bench.Write<Plain>(row => row.A.Set(longer)));
        Assert.Empty(bench.Files);
        // with nothing of the text
        Assert.Equal("A text for column a of t is not UTF-8. Decode the file before its rows are written.", refused.Message);
    }

    [Fact]
    public void Two_texts_that_are_UTF8_only_when_joined_are_both_refused()
    {
        using var bench = new Bench();
        byte[] first = [.. "a text that ends with half of"u8, 0xC3];
        byte[] second = [0xA9, .. " and one that begins with the rest"u8];

        Assert.Throws<ArgumentException>(() => bench.Write<Plain>(row => { row.A.Set(first); row.B.Set(second); }));
        Assert.Throws<ArgumentException>(() =>
            bench.Write<Plain>(row => { row.A.Set(first); row.B.Set("a whole text longer than twelve"u8); }));
        Assert.Throws<ArgumentException>(() => bench.Write<Plain>(row => row.A.Set(first), row => row.A.Set(second)));
    }

    [Fact]
    public void A_column_not_set_is_null_even_where_the_row_group_before_had_a_value()
    {
        using var bench = new Bench();

        var path = bench.Write(() => new Plain(), Enumerable.Range(0, 500_000).Select<int, Action<Plain>>(i => i < 250_000
            ? row => { row.A.Set("a text longer than twelve bytes"u8); row.N.Set(i); }
        : _ => { }));

        Assert.Equal([[250_000L, 0L, 250_000L, 500_000L]], bench.Ask($"SELECT count(a), count(b), count(n), count(*) FROM '{path}'"));
    }

    [Fact]
    public void The_last_value_set_in_a_row_counts()
    {
        using var bench = new Bench();

        var path = bench.Write<Plain>(row =>
            { row.A.Set("the first text, which is long"u8); row.A.Set("short"u8); row.N.Set(1); row.N.Set(2); },
            row => row.A.Set("next"u8));

        Assert.Equal([["short", null, 2], ["next", null, null]], bench.Read(path));
    }

    [Fact]
    public void What_was_set_in_a_row_that_was_never_ended_is_not_written()
    {
        using var bench = new Bench();
        using var writer = new TableWriter<Plain>(() => new Plain(), bench.Scratch.NewFile(".parquet"), CancellationToken.None);
        Bench.Fill(writer, [row => row.A.Set("whole"u8)]);

        writer.Row.A.Set("half"u8);
        writer.Row.N.Set(7);

        Assert.Equal([["whole", null, null]], bench.Read(writer.Complete()!));
    }

    [Fact]
    public void A_text_that_is_none_of_those_declared_is_refused()
    {
        using var bench = new Bench();

        var refused = Assert.Throws<ArgumentException>(() => bench.Write<EveryType>(row => row.Code.Set("Ada Testcase")));
        Assert.Throws<ArgumentException>(() => bench.Write<EveryType>(row => row.Code.Set("late"u8)));
        Assert.Throws<ArgumentOutOfRangeException>(() => bench.Write<EveryType>(row => row.Code.Code(4)));
        Assert.Throws<ArgumentOutOfRangeException>(() => bench.Write<Plain>(row => row.A.Code(0)));
        Assert.Throws<InvalidOperationException>(() => bench.Write(EveryType.Open, [row => row.Always.Set("another"u8)]));

        // the text given is not in it
        Assert.Equal("Column code of every_type takes on_time, possibly_late_by_more_than_a_day, , früh and nothing else.",
            refused.Message);
    }

    [Fact]
    public void A_row_group_that_was_sent_is_refused()
    {
        using var bench = new Bench();
        using var writer = new TableWriter<Plain>(() => new Plain(), bench.Scratch.NewFile(".parquet"), CancellationToken.None);
        var row = writer.Row;
        row.A.Set("once"u8);
        writer.EndRow();

        writer.EndRows();

        Assert.Throws<InvalidOperationException>(() => row.A.Set("twice"u8));
        Assert.Throws<InvalidOperationException>(writer.EndRow);
        Assert.Equal([["once", null, null]], bench.Read(writer.Complete()!));
    }
}
