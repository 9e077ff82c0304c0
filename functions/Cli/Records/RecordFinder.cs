using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Records;

/// <summary>Finds a record by its key, by an alert about it, or by the sender's own reference.</summary>
static class RecordFinder
{
    /// <summary>The key of the only record whose key, or whose alert's id, begins so.</summary>
    /// <exception cref="CliException">There is no such record, or several.</exception>
    public static string ById(LakeFolder lake, string typed, CancellationToken cancel)
    {
        var id = typed.ToLowerInvariant();
        var keys = Texts(lake, $"""
            select notification_key from current_notifications where starts_with(notification_key, '{id}')
            union select subject_key from notices where starts_with(notice_id, '{id}') and subject_key is not null
            """, cancel);
        if (keys.Count == 1) return keys[0];
        if (keys.Count > 1) throw Several(keys);
        var about = Texts(lake, $"select text from notices where starts_with(notice_id, '{id}')", cancel);
        throw about.Count > 0
            ? CliException.Usage($"that alert is about a file or a feed, not about one record: {about[0]}",
            "the id of an alert about one record", "list late records: ./pipeline late")
            : CliException.Usage($"no record and no alert has an id that begins with {id}",
            "eight or more digits of a record's key or of an alert's id", "look it up: ./pipeline alerts open, or ./pipeline late");
    }

    /// <summary>The keys of the records with a sender's reference, in any case.</summary>
    public static IReadOnlyList<string> ByReference(string root, Contracts contracts, string reference, CancellationToken cancel)
    {
        using var scratch = Scratch.Open(Scratch.OwnRoot("front-door-query"));
        using var engine = new Engine(new EngineOptions(scratch.Folder));
        using var connection = engine.Open();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var feed in contracts.Feeds)
        {
            if (IdentityFiles(root, feed) is not { Count: > 0 } files) continue;
            var columns = feed.Key.Concat(feed.KeyOrElse).Select(column => Sql.Name(Identities.NameOf(feed.Columns[column])));
            var isIt = string.Join(" or ", columns.Select(column => $"upper(trim({column})) = upper({Sql.Text(reference.Trim())})"));
            using var rows = connection.Run($"select distinct notification_key from {Sql.Parquet(files)} where {isIt}", cancel);
            found.UnionWith(rows.Rows.Select(row => (string)row[0]!));
        }
        return [.. found];
    }

    /// <summary>The row that was sent for a record's newest version, by column.</summary>
    public static IReadOnlyList<(string Column, string Value)> Identity(string root, Feed feed, string key, CancellationToken cancel)
    {
        using var scratch = Scratch.Open(Scratch.OwnRoot("front-door-query"));
        using var engine = new Engine(new EngineOptions(scratch.Folder));
        using var connection = engine.Open();
        if (IdentityFiles(root, feed) is not { Count: > 0 } files) return [];
        using var sent = connection.Run(
            $"select * from {Sql.Parquet(files)} where notification_key = '{key}' order by record_version desc limit 1", cancel);
        var names = feed.Columns.ToDictionary(Identities.NameOf, column => column.Name);
        return sent.Rows.SingleOrDefault() is not { } row ? []
            : [.. sent.Columns.Select((column, at) => (column.Name, Value: row[at] as string))
            .Where(cell => names.ContainsKey(cell.Name) && cell.Value is not null).Select(cell => (names[cell.Name], cell.Value!))];
    }

    public static CliException Several(IReadOnlyCollection<string> keys) =>
        CliException.Usage($"{keys.Count} records are meant: {string.Join(", ", keys.Take(5).Select(key => key[..ShortId.Shown]))}",
        "one record", "give more of its key: ./pipeline record KEY");

    static List<string> Texts(LakeFolder lake, string sql, CancellationToken cancel)
    {
        using var found = lake.Ask(sql, cancel);
        return [.. found.Rows.Select(row => (string)row[0]!)];
    }

    static List<string> IdentityFiles(string root, Feed feed)
    {
        var folder = Path.Combine(root, Containers.Restricted, Identities.Folder, $"agency={feed.Id.Agency}", $"feed={feed.Id.Name}");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.parquet").Order(StringComparer.Ordinal)] : [];
    }
}
