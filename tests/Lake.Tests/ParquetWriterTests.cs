using FrontDoor.Lake;

namespace FrontDoor.Tests;

public sealed class ParquetWriterTests
{
    static readonly LakeTable table = new("t", [new("text", LakeType.Text), new("n", LakeType.Integer)]);

    [Fact]
    public void Complete_tells_the_rows_and_the_bytes_of_the_file()
    {
        using var bench = new Bench();
        var path = bench.Scratch.NewFile(".parquet");
        using var writer = ParquetWriter.Start(bench.Engine, table, path, CancellationToken.None);

        Bench.Fill(writer, Rows(5000));
        var written = writer.Complete();

        Assert.Equal(new WrittenFile(path, 5000, new FileInfo(path).Length), written);
        Assert.Equal([[5000L, 12_497_500L]], bench.Ask($"SELECT count(*), sum(n) FROM '{path}'"));
    }

    [Fact]
    public void Without_a_row_there_is_no_file()
    {
        using var bench = new Bench();
        var path = bench.Scratch.NewFile(".parquet");
        using var writer = ParquetWriter.Start(bench.Engine, table, path, CancellationToken.None);

        writer.Send(writer.Rent());
        var written = writer.Complete();

        Assert.Equal(new WrittenFile(path, 0, 0), written);
        Assert.Empty(bench.Files);
    }

    [Fact]
    public void The_same_rows_give_the_same_bytes_with_one_thread_or_two()
    {
        using var one = new Bench(threads: 1);
        using var two = new Bench(threads: 2);
        var rows = Enumerable.Range(0, 100_000).Select(EveryType.Fill).ToList();

        var first = File.ReadAllBytes(one.Write(EveryType.Table, EveryType.Known, rows));
        var again = File.ReadAllBytes(one.Write(EveryType.Table, EveryType.Known, rows));
        var parallel = File.ReadAllBytes(two.Write(EveryType.Table, EveryType.Known, rows));

        Assert.True(first.AsSpan().SequenceEqual(again));
        Assert.True(first.AsSpan().SequenceEqual(parallel));
    }

    [Fact]
    public void Given_up_half_way_it_leaves_no_file()
    {
        using var bench = new Bench();

        using (var writer = ParquetWriter.Start(bench.Engine, table, bench.Scratch.NewFile(".parquet"), CancellationToken.None))
            Bench.Fill(writer, Rows(100_000)); // two row groups are on disk by now

        Assert.Empty(bench.Files);
    }

    [Fact]
    public void A_writer_that_cannot_write_says_why_to_whoever_rents_sends_or_completes()
    {
        using var bench = new Bench();
        var path = Path.Combine(bench.Scratch.Folder, "no such folder", "t.parquet");
        using var writer = ParquetWriter.Start(bench.Engine, table, path, CancellationToken.None);

        var failure = Assert.Throws<DuckDbException>(() =>
        {
            Bench.Fill(writer, Rows(1_000_000));
            writer.Complete();
        });

        Assert.Equal(DuckDbError.Io, failure.Error);
        Assert.Same(failure, Assert.Throws<DuckDbException>(writer.Rent));
        Assert.Same(failure, Assert.Throws<DuckDbException>(writer.Complete));
    }

    [Fact]
    public void A_failed_rewrite_keeps_the_file_that_was_there()
    {
        using var bench = new Bench();
        var path = bench.Write(table, new(table), Rows(10));
        var before = File.ReadAllBytes(path);

        using (var writer = ParquetWriter.Start(bench.Engine, table, path, CancellationToken.None))
            Bench.Fill(writer, Rows(100_000));

        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], bench.Files);
    }

    [Fact]
    public void Cancelled_it_throws_so_and_leaves_no_file()
    {
        using var bench = new Bench();
        using var source = new CancellationTokenSource();
        using var writer = ParquetWriter.Start(bench.Engine, table, bench.Scratch.NewFile(".parquet"), source.Token);
        Bench.Fill(writer, Rows(50_000));

        source.Cancel();

        Assert.Equal(source.Token, Assert.Throws<OperationCanceledException>(writer.Rent).CancellationToken);
        Assert.Throws<OperationCanceledException>(writer.Complete);
        writer.Dispose();
        Assert.Empty(bench.Files);
    }

    [Fact]
    public void Cancelled_before_it_began_it_throws_so()
    {
        using var bench = new Bench();
        using var writer = ParquetWriter.Start(bench.Engine, table, bench.Scratch.NewFile(".parquet"), new CancellationToken(canceled: true));

        Assert.Throws<OperationCanceledException>(writer.Rent);
    }

    [Fact]
    public void A_path_with_a_quote_and_a_space_is_written()
    {
        using var bench = new Bench();
        var path = Path.Combine(bench.Scratch.Folder, "O'Brien's file.parquet");

        bench.Write(table, new(table), Rows(3), path);

        Assert.Equal([path], bench.Files);
    }

    [Fact]
    public void Memory_does_not_grow_with_the_rows()
    {
        using var bench = new Bench();
        var known = new KnownTexts(table);
        bench.Write(table, known, Rows(200_000)); // everything is loaded and every pool has its size

        var before = Environment.WorkingSet;
        bench.Write(table, known, Rows(3_000_000));

        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 100L << 20); // all 3M rows are 200 MB and more
    }

    static IEnumerable<Action<Batch>> Rows(int count) => Enumerable.Range(0, count).Select<int, Action<Batch>>(i => batch =>
    {
        Span<byte> text = stackalloc byte[64];
        System.Text.Unicode.Utf8.TryWrite(text, $"row number {i} of a file with {count} rows", out var length);
        batch.Text(0, text[..length]);
        batch.Integer(1, i);
    });
}
