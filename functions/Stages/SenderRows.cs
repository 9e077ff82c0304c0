using FrontDoor.Domain;
using FrontDoor.Lake;

namespace FrontDoor.Stages;

/// <summary>The lake's tables as one feed and sender has them, to be asked in SQL; never a row of another sender.</summary>
sealed class SenderRows(IStore store, Engine engine, FeedId feed, string sender, string scratch)
{
    readonly Dictionary<string, string> _rows = [];

    /// <summary>Brings here what these tables hold of the feed.</summary>
    public async Task Fetch(IEnumerable<LakeTable> tables, CancellationToken cancel)
    {
        foreach (var table in tables)
            _rows[table.Name] = $"(SELECT * FROM ({LakeView.Of(table, await LakeFiles.Fetch(store, feed, table, scratch, cancel))}) WHERE agency = '{feed.Agency}' AND feed = '{feed.Name}' AND sender = '{sender}')"; // ids of contracts: letters, digits and hyphens
    }

    /// <summary>What stands for a table that was fetched, in SQL.</summary>
    public string Of(LakeTable table) => _rows[table.Name];

    /// <summary>Each row is read when it is enumerated.</summary>
    public IEnumerable<object?[]> Ask(string sql, CancellationToken cancel)
    {
        using var connection = engine.Open();
        using var result = connection.Run(sql, cancel);
        foreach (var cells in result.Rows) yield return cells;
    }
}
