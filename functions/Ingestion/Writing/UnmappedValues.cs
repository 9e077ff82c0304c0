using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.DuckDb;

namespace FrontDoor.Ingestion.Writing;

/// <summary>A text in a code column that matches no spelling, and how many record versions have it.</summary>
public sealed record UnmappedValue(string Feed, string Column, string Value, long Records);

/// <summary>The texts behind the code "unmapped", read from restricted/identities for named operators, who may add them to a list. They
/// are never written anywhere.</summary>
public static class UnmappedValues
{
    /// <summary>The texts that the current contracts do not know, the most frequent first.</summary>
    /// <param name="restricted">The folder of the container restricted.</param>
    public static IReadOnlyList<UnmappedValue> Find(Engine engine, string restricted, Contracts contracts, CancellationToken cancel)
    {
        using var connection = engine.Open();
        return
        [
            .. contracts.Feeds.SelectMany(feed => Of(connection, restricted, feed, cancel))
                .OrderByDescending(value => value.Records).ThenBy(value => value.Feed, StringComparer.Ordinal)
                .ThenBy(value => value.Column, StringComparer.Ordinal).ThenBy(value => value.Value, StringComparer.Ordinal),
        ];
    }

    static List<UnmappedValue> Of(Connection connection, string restricted, Feed feed, CancellationToken cancel)
    {
        var folder = Path.Combine(restricted, Identities.Folder, $"agency={feed.Id.Agency}", $"feed={feed.Id.Name}");
        if (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.parquet", SearchOption.AllDirectories) is not { Length: > 0 } kept)
            return [];
        var files = Sql.Parquet(kept.Order(StringComparer.Ordinal));
        var found = new List<UnmappedValue>();
        var columns = ColumnsOf(connection, files, cancel);
        for (var place = 0; place < feed.Columns.Count; place++)
        {
            var name = Identities.NameOf(feed.Columns[place]);
            if (!columns.Contains(name) || feed.Codes[place] is not { } spellings) continue;
            using var sent = connection.Run($"SELECT \"{name}\", count(*) FROM {files} WHERE \"{name}\" IS NOT NULL GROUP BY 1", cancel);
            foreach (var row in sent.Rows)
                if (spellings.Find(Encoding.UTF8.GetBytes((string)row[0]!)) == Spellings.Unmapped)
                    found.Add(new UnmappedValue(feed.Id.ToString(), feed.Columns[place].Name, (string)row[0]!, (long)row[1]!));
        }
        return found;
    }

    static HashSet<string> ColumnsOf(Connection connection, string files, CancellationToken cancel)
    {
        using var none = connection.Run($"SELECT * FROM {files} LIMIT 0", cancel);
        return [.. none.Columns.Select(column => column.Name)];
    }
}
