using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Lake.Queries;

/// <summary>The SQL of a table's view: only its columns, or with the rows of its files.</summary>
public static class LakeView
{
    /// <summary>The rows of these files as a query, with every column of the table, for files of any version.</summary>
    public static string Of(LakeTable table, IReadOnlyCollection<string> files) => files.Count == 0 ? Typed(table)
        : $"{Typed(table)} UNION ALL BY NAME SELECT * FROM {Sql.Parquet(files)}";

    internal static string Empty(LakeTable table) => $"CREATE VIEW {Sql.Name(table.Name)} AS {Typed(table)}";

    internal static string OverFiles(LakeTable table, string lakeFolder, AsOf? asOf) =>
        $"CREATE OR REPLACE VIEW {Sql.Name(table.Name)} AS {(asOf is null ? Rows(table, lakeFolder) : Known(table, lakeFolder, asOf))}";

    // Every table has all its columns: files of an earlier version give null for missing ones, files of a later version have more.
    static string Rows(LakeTable table, string lakeFolder) =>
        $"{Typed(table)} UNION ALL BY NAME "
        + $"SELECT * FROM read_parquet({Sql.Text(Literal(Path.Combine(lakeFolder, table.Name)) + "/agency=*/feed=*/*.parquet")}, "
        + "hive_partitioning = false, union_by_name = true)";

    // A receipt is cut to the beginning of its hour. So at an hour, only receipts of earlier hours are known.
    static string Known(LakeTable table, string lakeFolder, AsOf asOf) => LakeTables.IsCurrent(table)
        ? $"SELECT * FROM ({Rows(table, lakeFolder)}) ANTI JOIN {AsOf.ChangedTable} USING (notification_key) UNION ALL BY NAME FROM ("
            + Current(table.Name, Changed(LakeTables.Notifications, lakeFolder, asOf), Changed(LakeTables.Timeliness, lakeFolder, asOf))
            + ")"
        : $"SELECT * FROM ({Rows(table, lakeFolder)}) WHERE " + KnownBy(table, lakeFolder, asOf);

    /// <summary>Creates the table of the records that changed since, or whose clocks did. Only these are computed from the history: most
    /// are now as they were then.</summary>
    internal static string CreateChanged(string lakeFolder, AsOf asOf)
    {
        string Since(LakeTable current) => $"SELECT notification_key FROM ({Rows(current, lakeFolder)}) WHERE as_of >= {asOf.Moment}";
        var worsened = asOf.Worsened is null ? "" : $" UNION SELECT notification_key FROM {AsOf.WorsenedTable}";
        return $"CREATE TABLE {AsOf.ChangedTable} AS {Since(LakeTables.CurrentNotifications)} UNION "
            + Since(LakeTables.CurrentTimeliness) + worsened;
    }

    static string Changed(LakeTable history, string lakeFolder, AsOf asOf) =>
        $"SELECT * FROM ({Known(history, lakeFolder, asOf)}) SEMI JOIN {AsOf.ChangedTable} USING (notification_key)";

    /// <summary>The rows of a current table as a query, computed from the history.</summary>
    /// <param name="notifications">The history of versions, as a query; the other parameter has that of clocks.</param>
    public static string Current(string table, string notifications, string timeliness)
    {
        var newest = $"(SELECT notification_key, max(record_version) AS record_version FROM ({notifications}) GROUP BY notification_key)";
        return table == LakeTables.CurrentNotifications.Name
            ? $"SELECT * FROM ({notifications}) SEMI JOIN {newest} USING (notification_key, record_version)"
            : $"""
                WITH judged AS NOT MATERIALIZED (SELECT * FROM ({timeliness}) SEMI JOIN {newest} USING (notification_key, record_version))
                SELECT * FROM judged SEMI JOIN (SELECT notification_key, clock, max(as_of) AS as_of FROM judged GROUP BY ALL)
                    USING (notification_key, clock, as_of)
                """;
    }

    /// <summary>Each file once, by its last judgement, as a query: a file that was judged again has its counts together, as if its rows
    /// had been judged at once.</summary>
    /// <param name="files">The rows of files, as a query or a name.</param>
    public static string LastJudged(string files) => $"""
        (WITH RECURSIVE judged AS MATERIALIZED (SELECT * FROM {files}),
        before AS (SELECT file_id AS last, replaces FROM judged WHERE replaces IS NOT NULL
            AND file_id NOT IN (SELECT replaces FROM judged WHERE replaces IS NOT NULL)
                   UNION ALL SELECT last, judged.replaces FROM before JOIN judged ON before.replaces = judged.file_id
                       WHERE judged.replaces IS NOT NULL),
        earlier AS (SELECT last AS file_id, sum(accepted)::integer AS were_accepted, sum(late)::integer AS were_late
                    FROM before JOIN judged ON before.replaces = judged.file_id GROUP BY last)
        SELECT * EXCLUDE (were_accepted, were_late) REPLACE (accepted + coalesce(were_accepted, 0) AS accepted,
            unchanged - coalesce(were_accepted, 0) AS unchanged, late + coalesce(were_late, 0) AS late)
        FROM judged LEFT JOIN earlier USING (file_id) WHERE file_id NOT IN (SELECT replaces FROM judged WHERE replaces IS NOT NULL))
        """;

    static string KnownBy(LakeTable table, string lakeFolder, AsOf asOf) => table.Name switch
    {
        "files" => $"received_at < {asOf.Moment}",
        "rejects" => $"file_id IN (SELECT file_id FROM ({Rows(LakeTables.Files, lakeFolder)}) WHERE received_at < {asOf.Moment})",
        "notices" => $"raised_at < {asOf.Moment}",
        "acknowledgements" => $"acknowledged_at < {asOf.Moment}",
        "timeliness" when asOf.Worsened is not null => $"as_of < {asOf.Moment} UNION ALL BY NAME SELECT * FROM {AsOf.WorsenedTable}",
        _ => $"as_of < {asOf.Moment}",
    };

    internal static bool HasFile(LakeTable table, string lakeFolder) =>
        Directory.Exists(Path.Combine(lakeFolder, table.Name)) && (
            from agency in Directory.EnumerateDirectories(Path.Combine(lakeFolder, table.Name), "agency=*")
            from feed in Directory.EnumerateDirectories(agency, "feed=*")
            from file in Directory.EnumerateFiles(feed, "*.parquet")
            select file).Any();

    /// <summary>Escapes characters of the folder's name that have a meaning in a pattern.</summary>
    internal static string Literal(string folder) => string.Concat(folder.Select(c => c is '[' or '*' or '?' ? $"[{c}]" : $"{c}"));

    static string Typed(LakeTable table) => $"SELECT {string.Join(", ", table.Columns.Select(Typed))} WHERE false";

    static string Typed(LakeColumn column) => $"CAST(NULL AS {column.SqlType}) AS {Sql.Name(column.Name)}";
}
