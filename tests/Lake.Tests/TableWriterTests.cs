using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Writing;

namespace FrontDoor.Tests;

public sealed class TableWriterTests
{
    [Fact]
    public void Complete_tells_where_the_file_lies_again_and_again()
    {
        using var bench = new Bench();
        var path = bench.Scratch.NewFile(".parquet");
        using var writer = Writer(path);

        Bench.Fill(writer, Plain.Filled(5000));

        Assert.Equal(path, writer.Complete());
        Assert.Equal(path, writer.Complete());
        Assert.Equal([path], bench.Files);
        Assert.Equal([[5000L, 12_497_500L]], bench.Ask($"SELECT count(*), sum(n) FROM '{path}'"));
    }

    [Fact]
    public void Without_a_row_there_is_no_file()
    {
        using var bench = new Bench();
        using var writer = Writer(bench.Scratch.NewFile(".parquet"));

        writer.Row.N.Set(7);

        Assert.Null(writer.Complete());
        Assert.Empty(bench.Files);
    }

    [Fact]
    public void The_same_rows_give_the_same_bytes()
    {
        using var bench = new Bench();
        var rows = Enumerable.Range(0, 250_000).Select(EveryType.Fill).ToList();

        var first = File.ReadAllBytes(bench.Write(EveryType.Open, rows));
        var again = File.ReadAllBytes(bench.Write(EveryType.Open, rows));

        Assert.True(first.AsSpan().SequenceEqual(again));
    }

    [Fact]
    public void Row_groups_are_of_50_000_rows_and_compressed_by_zstd()
    {
        using var bench = new Bench();

        var path = bench.Write(() => new Plain(), Plain.Filled(120_000));

        Assert.Equal([[20_000L, "ZSTD"], [50_000L, "ZSTD"]],
            bench.Ask($"SELECT DISTINCT row_group_num_rows, compression FROM parquet_metadata('{path}') ORDER BY ALL"));
    }

    [Fact]
    public void Row_groups_say_what_lies_between_their_ends()
    {
        using var bench = new Bench();

        var path = bench.Write(() => new Plain(), Plain.Filled(70_000));

        Assert.Equal(
            [["0", "49999", 0L], ["50000", "69999", 0L]],
            bench.Ask($"SELECT stats_min_value, stats_max_value, stats_null_count FROM parquet_metadata('{path}') WHERE path_in_schema "
                + "= 'n' ORDER BY row_group_id"));
    }

    [Fact]
    public void A_row_is_found_by_its_value_in_any_column_though_whole_row_groups_are_skipped_by_their_ends()
    {
        using var bench = new Bench();
        var path = bench.Write(EveryType.Open, Enumerable.Range(0, 120_000).Select(EveryType.Fill));
        var read = bench.Read(path);
        var places = new EveryType().Columns.Select(one => one.Name).ToList();

        foreach (var column in (string[])["text", "integer", "big", "real", "yes", "day", "instant", "code"])
            foreach (var row in new[] { 0, 1, 2, 4, 49_999, 50_000, 50_004, 99_998, 100_000, 119_997 }.Where(row => row % 7 != 3))
            {
                var place = places.IndexOf(column);
                var value = bench.Ask($"SELECT \"{column}\"::VARCHAR FROM '{path}' LIMIT 1 OFFSET {row}")[0][0];
                var type = bench.Ask($"SELECT column_type FROM (DESCRIBE FROM '{path}') WHERE column_name = '{column}'")[0][0];
                var found = bench.Ask($"SELECT count(*) FROM '{path}' WHERE \"{column}\" = CAST({Sql.Text((string)value!)} AS "
                    + $"{type})")[0][0];
                Assert.Equal((long)read.Count(cells => Equals(cells[place], read[row][place])), found);
                Assert.NotEqual(0L, bench.Ask(
                    $"SELECT count(*) FROM '{path}' WHERE \"{column}\" >= CAST({Sql.Text((string)value!)} AS {type})")[0][0]);
            }
    }

    [Fact]
    public void Given_up_half_way_it_leaves_no_file()
    {
        using var bench = new Bench();

        using (var writer = Writer(bench.Scratch.NewFile(".parquet")))
            Bench.Fill(writer, Plain.Filled(350_000)); // two row groups are on disk by now

        Assert.Empty(bench.Files);
    }

    [Fact]
    public void A_writer_that_cannot_write_says_why_to_whoever_ends_a_row_or_completes()
    {
        using var bench = new Bench();
        using var writer = Writer(Path.Combine(bench.Scratch.Folder, "no such folder", "t.parquet"));

        var failure = Assert.ThrowsAny<IOException>(() =>
        {
            Bench.Fill(writer, Plain.Filled(1_000_000));
            writer.Complete();
        });

        Assert.Same(failure, Assert.ThrowsAny<IOException>(() => Bench.Fill(writer, Plain.Filled(1_000_000))));
        Assert.Same(failure, Assert.ThrowsAny<IOException>(writer.Complete));
    }

    [Fact]
    public void A_failed_rewrite_keeps_the_file_that_was_there()
    {
        using var bench = new Bench();
        var path = bench.Write(() => new Plain(), Plain.Filled(10));
        var before = File.ReadAllBytes(path);

        using (var writer = Writer(path))
            Bench.Fill(writer, Plain.Filled(150_000));

        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], bench.Files);
    }

    [Fact]
    public void Cancelled_it_throws_so_and_leaves_no_file()
    {
        using var bench = new Bench();
        using var source = new CancellationTokenSource();
        using var writer = new TableWriter<Plain>(() => new Plain(), bench.Scratch.NewFile(".parquet"), source.Token);
        Bench.Fill(writer, Plain.Filled(150_000));

        source.Cancel();

        Assert.Equal(source.Token,
            Assert.Throws<OperationCanceledException>(() => Bench.Fill(writer, Plain.Filled(150_000))).CancellationToken);
        Assert.Throws<OperationCanceledException>(writer.Complete);
        writer.Dispose();
        Assert.Empty(bench.Files);
    }

    [Fact]
    public void Cancelled_before_it_began_it_throws_so()
    {
        using var bench = new Bench();
        using var writer = new TableWriter<Plain>(() => new Plain(), bench.Scratch.NewFile(".parquet"),
            new CancellationToken(canceled: true));

        Assert.Throws<OperationCanceledException>(() => writer.Row);
    }

    [Fact]
    public void A_path_with_a_quote_and_a_space_is_written()
    {
        using var bench = new Bench();
        var path = Path.Combine(bench.Scratch.Folder, "O'Brien's file.parquet");

        bench.Write(() => new Plain(), Plain.Filled(3), path);

        Assert.Equal([path], bench.Files);
    }

    static TableWriter<Plain> Writer(string path) => new(() => new Plain(), path, CancellationToken.None);
}
