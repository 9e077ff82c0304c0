using DuckDB.NET.Native;
using FrontDoor.Lake.DuckDb;

namespace FrontDoor.Tests;

public sealed class SandboxTests
{
    [Theory]
    [InlineData("SELECT * FROM read_text('/etc/passwd')")]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("SELECT * FROM glob('/etc/*')")]
    [InlineData("FROM '/etc/passwd.parquet'")]
    [InlineData("SELECT * FROM read_parquet('{outside}/secret.parquet')")] // beside the lake, its path beginning with the lake's
    [InlineData("SELECT * FROM read_parquet('{lake}/../lake [[]a] it''s outside/secret.parquet')")]
    [InlineData("SELECT * FROM read_text('https://example.org/')")]
    [InlineData("SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')")]
    [InlineData("COPY notices TO '{lake}/stolen.parquet'")]
    [InlineData("COPY notices TO '/tmp/stolen.parquet'")]
    [InlineData("EXPLAIN ANALYZE COPY notices TO '{lake}/stolen.parquet'")] // it would be run
    [InlineData("EXPLAIN ANALYZE /* */ COPY notices TO '{lake}/stolen.parquet'")]
    [InlineData("/* */ EXPLAIN ANALYZE COPY notices TO '{lake}/stolen.parquet'")]
    [InlineData("EXPLAIN (ANALYZE) COPY notices TO '{lake}/stolen.parquet'")]
    [InlineData("EXPLAIN COPY notices TO '{lake}/stolen.parquet'")]
    [InlineData("EXPORT DATABASE '{lake}'")]
    [InlineData("ATTACH '{lake}/stolen.db'")]
    [InlineData("ATTACH ':memory:' AS other")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("SET threads = 64")]
    [InlineData("RESET lock_configuration")]
    [InlineData("PRAGMA enable_external_access")]
    [InlineData("PRAGMA threads = 4")]
    [InlineData("CALL pragma_version()")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("CREATE TABLE t AS SELECT 1")]
    [InlineData("CREATE OR REPLACE VIEW notices AS SELECT 1")]
    [InlineData("DROP VIEW notices")]
    [InlineData("PREPARE p AS SELECT 1")]
    [InlineData("BEGIN")]
    [InlineData("CHECKPOINT")]
    [InlineData("SELECT 1; DROP VIEW notices")]
    [InlineData("WITH t AS (INSERT INTO notices VALUES (1) RETURNING *) SELECT * FROM t")]
    [InlineData("")]
    public void It_is_refused(string sql)
    {
        using var lake = new TestLake();
        lake.PutNotices("police", "late");
        Directory.CreateDirectory(lake.Outside);
        using (var connection = lake.Engine.Open())
            connection.Count($"COPY (SELECT 1 AS one) TO '{Quoted(lake.Outside)}/secret.parquet'");
        var before = Directory.GetFiles(lake.Folder, "*", SearchOption.AllDirectories);

        Assert.Throws<DuckDbException>(() => lake.Ask(sql
            .Replace("{lake}", Quoted(lake.Folder), StringComparison.Ordinal)
            .Replace("{outside}", Quoted(lake.Outside).Replace("[a]", "[[]a]", StringComparison.Ordinal), StringComparison.Ordinal)));

        Assert.Equal(before, Directory.GetFiles(lake.Folder, "*", SearchOption.AllDirectories));
        Assert.False(File.Exists("/tmp/stolen.parquet"));
        Assert.Equal([["late"]], lake.Ask("SELECT text FROM notices"));
    }

    [Fact]
    public void The_file_beside_the_lake_is_there_to_be_read_without_the_sandbox()
    {
        using var lake = new TestLake();
        Directory.CreateDirectory(lake.Outside);
        using var connection = lake.Engine.Open();
        connection.Count($"COPY (SELECT 1 AS one) TO '{Quoted(lake.Outside)}/secret.parquet'");

        Assert.Equal(1, connection.Count($"SELECT count(*) FROM "
            + $"read_parquet('{Quoted(lake.Outside).Replace("[a]", "[[]a]", StringComparison.Ordinal)}/secret.parquet')"));
    }

    [Theory]
    [InlineData("SELECT text FROM notices")]
    [InlineData("WITH n AS (SELECT text FROM notices) SELECT * FROM n")]
    [InlineData("FROM notices SELECT text")]
    [InlineData("SELECT text FROM notices; -- the first alert")]
    [InlineData("-- the first alert\nSELECT text FROM notices;")]
    [InlineData("VALUES ('late')")]
    public void It_is_answered(string sql)
    {
        using var lake = new TestLake();
        lake.PutNotices("police", "late");

        Assert.Equal([["late"]], lake.Ask(sql));
    }

    [Theory]
    [InlineData("EXPLAIN SELECT * FROM notices", "EMPTY_RESULT")]
    [InlineData("explain analyze\n SELECT * FROM notices", "Total Time")]
    [InlineData("SUMMARIZE notices", "notice_id")]
    [InlineData("SHOW TABLES", "timeliness")]
    [InlineData("DESCRIBE SELECT 1 AS one", "one")]
    public void It_is_answered_with(string sql, string part)
    {
        using var lake = new TestLake();

        Assert.Contains(lake.Ask(sql).SelectMany(row => row).OfType<string>(), value => value.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void The_refusal_says_what_can_be_asked()
    {
        using var lake = new TestLake();

        var refused = Assert.Throws<DuckDbException>(() => lake.Ask("CREATE TABLE t AS SELECT 1"));

        Assert.Equal(DuckDBErrorType.Permission, refused.Error);
        Assert.StartsWith("The lake can only be read: use SELECT", refused.Message, StringComparison.Ordinal);
    }

    static string Quoted(string path) => path.Replace("'", "''", StringComparison.Ordinal);
}
