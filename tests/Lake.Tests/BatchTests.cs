using FrontDoor.Lake;

namespace FrontDoor.Tests;

public sealed class BatchTests
{
    static readonly LakeTable table = new("t", [new("a", LakeType.Text), new("b", LakeType.Text), new("n", LakeType.Integer)]);

    [Theory]
    [InlineData(new byte[] { 0xFF })] // never UTF-8
    [InlineData(new byte[] { 0x80, 0x61 })] // begins inside a character
    [InlineData(new byte[] { 0x61, 0xC3 })] // ends inside a character
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })] // half a surrogate pair
    public void A_text_that_is_not_UTF8_is_refused_short_or_long(byte[] wrong)
    {
        using var bench = new Bench();
        byte[] longer = wrong[0] >= 0x80 && wrong[0] < 0xC0 ? [.. wrong, .. "twelve more bytes"u8] : [.. "twelve more bytes"u8, .. wrong];

        Assert.Throws<ArgumentException>(() => bench.Write(table, b => b.Text(0, wrong)));
        Assert.Throws<ArgumentException>(() => bench.Write(table, b => b.Text(0, longer)));
        Assert.Empty(bench.Files);
    }

    [Fact]
    public void Two_texts_that_are_UTF8_only_when_joined_are_both_refused()
    {
        using var bench = new Bench();
        byte[] first = [.. "a text that ends with half of"u8, 0xC3];
        byte[] second = [0xA9, .. " and one that begins with the rest"u8];

        Assert.Throws<ArgumentException>(() => bench.Write(table, b => { b.Text(0, first); b.Text(1, second); }));
        Assert.Throws<ArgumentException>(() => bench.Write(table, b => { b.Text(0, first); b.Text(1, "a whole text longer than twelve"u8); }));
    }

    [Fact]
    public void Texts_cut_from_one_buffer_come_out_as_if_each_was_set_alone()
    {
        using var bench = new Bench();
        var buffer = "a text longer than twelve bytes;;sh\u00f6rt;"u8.ToArray();

        var path = bench.Write(table, b => { b.Texts(0, buffer, [(0, 31), (33, 6)]); }, b => { b.Texts(0, buffer, [(32, 0), (2, 13)]); }, b => b.Texts(0, [], []));

        Assert.Equal([["a text longer than twelve bytes", "sh\u00f6rt", null], [null, "text longer t", null], [null, null, null]], bench.Read(path));
    }

    [Theory]
    [InlineData(0, 6)]  // ends inside a character
    [InlineData(6, 3)]  // begins inside one
    [InlineData(10, 1)] // is not UTF-8 itself
    public void Texts_cut_inside_a_character_or_that_are_not_UTF8_are_refused(int start, int length)
    {
        using var bench = new Bench();
        byte[] buffer = [.. "first\u00e9, "u8, (byte)'x', 0xFF, (byte)';'];

        Assert.Throws<ArgumentException>(() => bench.Write(table, b => b.Texts(0, buffer, [(start, length)])));
        Assert.Throws<ArgumentException>(() => bench.Write(table, b => b.Texts(0, buffer, [(0, 5), (start, length)])));
    }

    [Fact]
    public void Buffers_that_are_UTF8_only_when_joined_are_refused()
    {
        using var bench = new Bench();
        byte[] first = [.. "one;"u8, 0xC3];
        byte[] second = [0xA9, .. ";two;"u8];

        Assert.Throws<ArgumentException>(() => bench.Write(table, b => { b.Texts(0, first, [(0, 3)]); b.Texts(1, second, [(2, 3)]); }));
    }

    [Fact]
    public void A_column_not_set_is_null_even_where_a_recycled_batch_had_a_value()
    {
        using var bench = new Bench();

        var path = bench.Write(table, new(table), Enumerable.Range(0, 60_000).Select<int, Action<Batch>>(i => i < 30_000
            ? b => { b.Text(0, "a text longer than twelve bytes"u8); b.Integer(2, i); }
        : _ => { }));

        Assert.Equal([[30_000L, 0L, 30_000L, 60_000L]], bench.Ask($"SELECT count(a), count(b), count(n), count(*) FROM '{path}'"));
    }

    [Fact]
    public void The_last_value_set_in_a_row_counts()
    {
        using var bench = new Bench();

        var path = bench.Write(table, b => { b.Text(0, "the first text, which is long"u8); b.Text(0, "short"u8); b.Integer(2, 1); b.Integer(2, 2); });

        Assert.Equal([["short", null, 2]], bench.Read(path));
    }

    [Fact]
    public void A_value_of_another_type_a_column_that_is_not_there_or_a_row_too_many_is_refused()
    {
        using var bench = new Bench();
        using var writer = ParquetWriter.Start(bench.Engine, table, new KnownTexts(table).Constant(1, "x"), bench.Scratch.NewFile(".parquet"), CancellationToken.None);
        var batch = writer.Rent();

        Assert.Contains("Column n of t takes Integer, not Text", Assert.Throws<ArgumentException>(() => batch.Text(2, "7"u8)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => batch.Text(1, "y"u8));
        Assert.Throws<ArgumentException>(() => batch.BigInteger(2, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Code(0, 0));
        Assert.Throws<IndexOutOfRangeException>(() => batch.Integer(3, 7));
        for (var i = 0; i < Batch.Capacity; i++)
            batch.EndRow();
        Assert.True(batch.IsFull);
        Assert.Throws<InvalidOperationException>(() => batch.Integer(2, 7));
        Assert.Throws<InvalidOperationException>(batch.EndRow);
    }

    [Fact]
    public void A_batch_that_was_sent_or_is_of_another_writer_is_refused()
    {
        using var bench = new Bench();
        var other = new LakeTable("other", [new("n", LakeType.BigInteger)]);
        using var writer = ParquetWriter.Start(bench.Engine, table, bench.Scratch.NewFile(".parquet"), CancellationToken.None);
        using var another = ParquetWriter.Start(bench.Engine, other, bench.Scratch.NewFile(".parquet"), CancellationToken.None);
        var batch = writer.Rent();
        batch.Text(0, "once"u8);
        batch.EndRow();

        Assert.Throws<InvalidOperationException>(() => another.Send(batch));
        writer.Send(batch);

        Assert.Throws<InvalidOperationException>(() => writer.Send(batch));
        Assert.Throws<InvalidOperationException>(() => batch.Text(0, "twice"u8));
        Assert.Throws<InvalidOperationException>(batch.EndRow);
        Assert.Equal(1, writer.Complete().Rows);
    }
}
