using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;

namespace FrontDoor.Ingestion.Versions;

/// <summary>One version of a record as it was sent: its receipt, and each cell in the contract's order.</summary>
/// <param name="Received">Microseconds since 1970.</param>
/// <param name="Turn">Orders versions with one receipt by processing.</param>
/// <param name="Part">Its part in the current file; null for a stored version.</param>
sealed record SentVersion(long Received, int Turn, FilePart? Part, int Line, IReadOnlyList<byte[]> Cells, int Group = 0)
{
    public KeyedHash Content { get; set; }

    public static SentVersion Of(Row row, int columns, long received, int turn)
    {
        var cells = new byte[columns][];
        for (var place = 0; place < columns; place++) cells[place] = row[place].ToArray();
        return new SentVersion(received, turn, row.Part, row.Line, cells, row.Group);
    }

    /// <summary>Fills the row with these cells, at the place of <paramref name="sent"/>.</summary>
    public void Fill(Row row, SentVersion sent)
    {
        row.Begin(sent.Part, sent.Line, sent.Group);
        foreach (var cell in Cells) row.Add(cell);
    }
}

/// <summary>All stored versions of some records, from restricted/identities. It may read many files, so it is opened only if an arrival
/// is out of order, which is rare.</summary>
sealed class RecordHistory : IDisposable
{
    readonly Feed _feed;
    readonly Engine _engine;
    readonly string? _rows;
    readonly bool _isWhole;

    RecordHistory(Feed feed, Engine engine, string? rows, bool isWhole) =>
        (_feed, _engine, _rows, _isWhole) = (feed, engine, rows, isWhole);

    public void Dispose() => _engine.Dispose();

    /// <param name="since">The earliest first receipt of the records: no version is in an earlier month.</param>
    /// <param name="likely">Receipts of the versions: only their months are read, which are few if they are recent. Null to read
    /// all.</param>
    public static async Task<RecordHistory> Open(IStore store, Feed feed, ArrivalContext origin, NodaTime.Instant since,
        IReadOnlyCollection<long>? likely, EngineOptions options, CancellationToken cancel)
    {
        var (id, table, first) = (new FeedId(origin.Agency, origin.Feed), Identities.Folder, ArrivalContext.PeriodOf(since));
        var months = likely?.Select(received => ArrivalContext.PeriodOf(ArrivalContext.FromMicroseconds(received))).ToHashSet();
        // Staged files first: one that is published meanwhile is in its month's file by then.
        var staged = new List<string>();
        await foreach (var item in store.List(Containers.Restricted, StagedTables.FolderOf(id.Agency, id.Name), cancel))
            if (IsWanted(StagedTables.PeriodOf(item.Path))) staged.Add(item.Path);
        List<string> came = [.. (await StagedTables.Fetch(store, staged, options.ScratchFolder, $"{Containers.Restricted}/{table}", cancel))
            .Select(one => one.LocalFile)];
        var held = await FetchAll.Below(store, Containers.Restricted,
            LakePath.Folder(table, id), item => IsWanted(System.IO.Path.GetFileNameWithoutExtension(item.Path)), options.ScratchFolder,
                cancel);
        return new RecordHistory(feed, new Engine(options), Rows(held, came), isWhole: likely is null);

        bool IsWanted(string month) => months?.Contains(month) ?? string.CompareOrdinal(month, first) >= 0;
    }

    /// <summary>Every row once, because an arrival may be both in its month's file and staged. Null if there is none.</summary>
    static string? Rows(List<string> held, List<string> staged) =>
        held.Count == 0 ? staged.Count == 0 ? null : $"SELECT * FROM {Sql.Parquet(staged)}"
        : staged.Count == 0 ? $"SELECT * FROM {Sql.Parquet(held)}"
        : $"SELECT * FROM {Sql.Parquet(held)} UNION ALL BY NAME SELECT * FROM {Sql.Parquet(staged)} ANTI JOIN (SELECT DISTINCT file_id "
        + $"FROM {Sql.Parquet(held)}) USING (file_id)";

    /// <summary>The versions of each of these records; a record without stored versions is left out.</summary>
    public Dictionary<KeyedHash, List<SentVersion>> Of(IEnumerable<KeyedHash> keys, CancellationToken cancel)
    {
        var found = new Dictionary<KeyedHash, List<SentVersion>>();
        if (_rows is null) return found;
        using var connection = _engine.Open();
        using var result = connection.Run(
            $"SELECT * FROM ({_rows}) WHERE notification_key IN ({string.Join(", ", keys.Select(key => $"'{key}'"))})", cancel);
        var place = result.Columns.Select((column, at) => (column.Name, at))
            .ToDictionary(column => column.Name, column => column.at, StringComparer.Ordinal);
        var cells = _feed.Columns.Select(column => place.GetValueOrDefault(Identities.NameOf(column), Feed.None)).ToList();
        foreach (var row in result.Rows)
        {
            var key = KeyedHash.Parse((string)row[place["notification_key"]]!);
            if (!found.TryGetValue(key, out var versions)) found.Add(key, versions = []);
            versions.Add(new SentVersion(
                (long)row[place["received_microseconds"]]!,
                (int)row[place["record_version"]]!,
                null,
                (int)row[place["line"]]!,
                [.. cells.Select(at => at >= 0 && row[at] is string text ? Encoding.UTF8.GetBytes(text) : [])]));
        }
        return found;
    }

    /// <summary>Counts the amended records with a changed value, by field. The values stay in DuckDB.</summary>
    /// <param name="sent">This arrival's rows of restricted/identities.</param>
    /// <param name="notifications">This arrival's rows of notifications, which say which records are amended.</param>
    /// <returns>Returns null if not every earlier version is in the likely files.</returns>
    public FieldCorrections? Corrections(string sent, string notifications, CancellationToken cancel)
    {
        var differs = _feed.Columns.Select(column =>
            $"count(*) FILTER (WHERE sent.{Identities.NameOf(column)} IS DISTINCT FROM held.{Identities.NameOf(column)})");
        var compared = $"""
             WITH amended AS (SELECT notification_key, record_version FROM {Sql.Parquet([notifications])} WHERE change = 'amended'),
             sent AS (SELECT s.* FROM {Sql.Parquet([sent])} s SEMI JOIN amended USING (notification_key, record_version)),
             held AS (SELECT h.* FROM ({(_rows is null ? "" : $"{_rows} UNION ALL BY NAME ")}SELECT * FROM {Sql.Parquet([sent])}) h
                      SEMI JOIN amended ON h.notification_key = amended.notification_key AND h.record_version = amended.record_version - 1),
             both_of_them AS (SELECT sent, held FROM sent JOIN held ON held.notification_key = sent.notification_key
                 AND held.record_version = sent.record_version - 1)
             """;
        using var connection = _engine.Open();
        using var fields = connection.Run($"{compared} SELECT (SELECT count(*) FROM amended), count(*), count(*) FILTER (WHERE "
            + $"{AnotherChild()}), {string.Join(", ", differs)} FROM both_of_them", cancel);
        var counts = fields.Rows.Single();
        var another = (int)(long)counts[2]!;
        if (!_isWhole && (long)counts[1]! < (long)counts[0]!) return null;
        using var others = another == 0 ? null
            : connection.Run($"{compared} SELECT sent.part, sent.line FROM both_of_them WHERE {AnotherChild()} ORDER BY 1, 2 LIMIT "
            + $"{IngestCounts.LinesListed}", cancel);
        return new FieldCorrections(
            (int)(long)counts[1]!,
            [.. _feed.Columns.Select((column, place) => new FieldCorrection(column.Name, (int)(long)counts[place + 3]!))
                .Where(field => field.Count > 0).OrderByDescending(field => field.Count)],
            another,
            [.. others?.Rows.Select(row => new RowPlace((int)row[0]!, (int)row[1]!)) ?? []]);
    }

    /// <summary>The fields that show that a record is about another child, not about the same one with other spelling.</summary>
    string AnotherChild()
    {
        string Other(int place) => place < 0 ? "false" : $"coalesce(lower(sent.{Identities.NameOf(_feed.Columns[place])}) <> "
            + $"lower(held.{Identities.NameOf(_feed.Columns[place])}), false)";
        var child = _feed.Child;
        return $"{Other(child.NhsNumber)} OR {Other(child.Upn)} OR ({Other(child.Forename)} AND {Other(child.DateOfBirth)})";
    }
}
