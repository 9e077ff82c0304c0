using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Tests;

public sealed class LakeQueryTests
{
    [Fact]
    public void An_empty_lake_has_every_table_with_its_columns_and_types()
    {
        using var lake = new TestLake();

        foreach (var table in LakeTables.All)
        {
            var columns = lake.Ask($"DESCRIBE {table.Name}").Select(row => ((string)row[0]!, (string)row[1]!));

            Assert.Equal(table.Columns.Select(
                column => (column.Name, column.SqlType == "TIMESTAMPTZ" ? "TIMESTAMP WITH TIME ZONE" : column.SqlType)), columns);
            Assert.Equal([[0L]], lake.Ask($"SELECT count(*) FROM {table.Name}"));
        }
        Assert.Equal(LakeTables.All.Select(table => table.Name).Concat(DerivedView.All.Select(view => view.Name))
            .Order(StringComparer.Ordinal), lake.Ask("SHOW TABLES").Select(row => row[0]));
    }

    [Fact]
    public void Rows_of_every_agency_and_month_are_found_and_the_path_adds_no_column()
    {
        using var lake = new TestLake();
        lake.PutNotices("police", "late", "silent");
        lake.PutNotices("health", "backlog");

        Assert.Equal([["health", 1L], ["police", 2L]], lake.Ask("SELECT agency, count(*) FROM notices GROUP BY agency ORDER BY agency"));
        Assert.Equal(LakeTables.Notices.Columns.Select(column => column.Name), lake.Ask("DESCRIBE notices").Select(row => (string)row[0]!));
        Assert.Equal([[0L]], lake.Ask("SELECT count(*) FROM rejects"));
    }

    [Fact]
    public void Files_of_an_older_and_of_a_newer_edition_of_a_table_are_read_together()
    {
        using var lake = new TestLake();
        lake.Put<OlderNotices>("police", "2025-01", row => { row.Agency.Set("police"); row.Count.Set(7); });
        lake.Put<NewerNotices>("police", "2027-01", row => { row.Count.Set(8); row.Agency.Set("police"); row.Tone.Set("calm"); });

        Assert.Equal([[7L, null, null], [8L, null, "calm"]], lake.Ask("""SELECT "count", text, tone FROM notices ORDER BY 1"""));
        Assert.Equal(LakeTables.Notices.Columns.Count + 1, lake.Ask("DESCRIBE notices").Count);
    }

    [Fact]
    public void A_file_put_there_after_opening_is_seen()
    {
        using var lake = new TestLake();
        Assert.Empty(lake.Ask("FROM notices"));

        lake.PutNotices("police", "late");
        Assert.Single(lake.Ask("FROM notices"));

        lake.PutNotices("police", "later");
        Assert.Equal(2, lake.Ask("FROM notices").Count);
    }

    [Theory]
    [InlineData("""SELECT count(*) FROM "NOTICES" """)]
    [InlineData("SELECT count(*) FROM query_table('not' || 'ices')")]
    [InlineData("SELECT count(*) FROM query('FROM not' || 'ices')")]
    [InlineData("WITH n AS (FROM Notices) SELECT count(*) FROM n")]
    public void However_a_table_is_named_its_rows_are_there(string sql)
    {
        using var lake = new TestLake();
        lake.PutNotices("police", "late");

        Assert.Equal([[1L]], lake.Ask(sql));
    }

    [Fact]
    public void A_folder_that_is_no_partition_is_left_alone()
    {
        using var lake = new TestLake();
        Directory.CreateDirectory(Path.Combine(lake.Folder, "notices", "old"));
        File.WriteAllText(Path.Combine(lake.Folder, "notices", "old", "not.parquet"), "x");

        Assert.Empty(lake.Ask("FROM notices"));
    }

    [Fact]
    public void The_result_names_its_columns_and_types()
    {
        using var lake = new TestLake();

        using var result = lake.Query.Run("SELECT 1 AS one, 'x' AS text, 1.50 AS price, [1] AS list, now() AS moment",
            CancellationToken.None);

        Assert.Equal(
            [new("one", "INTEGER"), new("text", "VARCHAR"), new("price", "DECIMAL(3,2)"), new("list", "LIST"),
                new QueryColumn("moment", "TIMESTAMP WITH TIME ZONE")],
            result.Columns);
    }

    [Fact]
    public void A_query_that_takes_too_long_is_cancelled_and_the_next_one_runs()
    {
        using var lake = new TestLake();
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.Throws<OperationCanceledException>(() =>
            lake.Query.Run("SELECT count(*) FROM range(100000000) a, range(100000) b WHERE hash(a.range, b.range) = 1", source.Token));

        Assert.Equal([[1]], lake.Ask("SELECT 1"));
    }

    [Fact]
    public void A_query_larger_than_the_memory_limit_spills_to_scratch()
    {
        using var lake = new TestLake();

        Assert.Equal([[5_000_000L]], lake.Ask("SELECT count(*) FROM (SELECT range, hash(range) AS h, range::VARCHAR || ' and some more "
            + "text' AS t FROM range(5000000) ORDER BY h) WHERE t IS NOT NULL"));
    }

    [Fact]
    public void Rows_are_read_once()
    {
        using var lake = new TestLake();
        using var result = lake.Query.Run("FROM range(5000)", CancellationToken.None);

        Assert.Equal(5000, result.Rows.Count());
        Assert.Throws<InvalidOperationException>(() => result.Rows);
    }

    sealed class OlderNotices() : LakeTable("notices", "alert", "")
    {
        public TextColumn Agency { get; } = CommonColumns.Agency();
        public IntegerColumn Count { get; } = new("count", "");
    }

    sealed class NewerNotices() : LakeTable("notices", "alert", "")
    {
        public BigIntegerColumn Count { get; } = new("count", "");
        public TextColumn Agency { get; } = CommonColumns.Agency();
        public TextColumn Tone { get; } = new("tone", "");
    }
}
