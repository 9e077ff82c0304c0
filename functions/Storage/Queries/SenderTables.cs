using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Publishing;

namespace FrontDoor.Storage.Queries;

/// <summary>The lake's tables for one feed and sender, for queries in SQL; never a row of another sender. A file that was judged again is
/// there by its last judgement.</summary>
public sealed class SenderTables(LakeFiles files, Engine engine, FeedId feed, string sender)
{
    readonly Dictionary<string, string> _rows = [];

    /// <summary>Fetches these tables of the feed.</summary>
    /// <param name="since">The first month, yyyy-MM; null for all.</param>
    public async Task Fetch(IEnumerable<LakeTable> tables, string? since, CancellationToken cancel)
    {
        foreach (var table in tables)
        {
            // ids of contracts: letters, digits and hyphens
            var own = $"(SELECT * FROM ({LakeView.Of(table, await files.Fetch(table, since, cancel))}) WHERE agency = "
                + $"'{feed.Agency}' AND feed = '{feed.Name}' AND sender = '{sender}')";
            _rows[table.Name] = table == LakeTables.Files ? LakeView.LastJudged(own) : own;
        }
    }

    /// <summary>The SQL text for a fetched table.</summary>
    public string Of(LakeTable table) => _rows[table.Name];

    /// <summary>Runs a query; each row is read when it is enumerated.</summary>
    public IEnumerable<object?[]> Ask(string sql, CancellationToken cancel)
    {
        using var connection = engine.Open();
        using var result = connection.Run(sql, cancel);
        foreach (var cells in result.Rows) yield return cells;
    }

    /// <summary>Keeps the answer in memory under a name, for later queries.</summary>
    public void Keep(string name, string sql, CancellationToken cancel)
    {
        using var connection = engine.Open();
        connection.Execute($"CREATE OR REPLACE TABLE {name} AS {sql}", cancel);
    }

    /// <summary>Keeps these rows of a table in memory and uses them in its place from now on.</summary>
    public void Keep(LakeTable table, string rows, CancellationToken cancel)
    {
        Keep($"{table.Name}_kept", $"SELECT * FROM {Of(table)} {rows}", cancel);
        _rows[table.Name] = $"{table.Name}_kept";
    }
}
