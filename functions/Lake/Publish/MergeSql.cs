namespace FrontDoor.Lake;

/// <summary>The SQL that puts newly committed rows into a file of the lake: what is put in again replaces itself, so that a second time changes nothing.</summary>
public static class MergeSql
{
    const string Options = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000";

    /// <summary>Writes one period of a table: the rows held and the staged ones, in the order of the table's own key.</summary>
    /// <param name="held">The period's file; null where there is none yet.</param>
    /// <param name="columns">The table as it is declared; null for one whose columns each file says itself.</param>
    public static string Period(MergeKey key, LakeTable? columns, string? held, IReadOnlyCollection<string> staged, string target)
    {
        var rows = $"SELECT * FROM ({Rows(columns, staged)})";
        if (held is not null) rows += $" UNION ALL BY NAME SELECT * FROM ({Rows(columns, [held])}) ANTI JOIN (SELECT DISTINCT {key.Columns} FROM ({Rows(columns, staged)})) USING ({key.Columns})";
        return Copy($"{rows} ORDER BY {key.Order}", target);
    }

    /// <summary>Writes how each record stands now: of the versions held and staged the newest.</summary>
    public static string CurrentNotifications(string? held, IReadOnlyCollection<string> staged, string target) => Copy($"""
        WITH staged AS (SELECT * FROM ({Rows(LakeTables.Notifications, staged)})),
        held AS (SELECT * FROM ({Rows(LakeTables.Notifications, held is null ? [] : [held])})),
        came AS MATERIALIZED (SELECT notification_key, max(record_version) AS newest FROM staged GROUP BY notification_key)
        SELECT held.* FROM held LEFT JOIN came USING (notification_key) WHERE newest IS NULL OR record_version > newest
        UNION ALL BY NAME
        SELECT * FROM staged SEMI JOIN (SELECT notification_key, newest AS record_version FROM came) USING (notification_key, record_version)
            ANTI JOIN (SELECT notification_key FROM held JOIN came USING (notification_key) WHERE record_version > newest) USING (notification_key)
        """, target);

    /// <summary>Writes how each clock of each record stands now: by the record's newest version, as it was judged last.</summary>
    /// <param name="notifications">The staged notifications: their records' older versions no longer count.</param>
    /// <param name="current">The file that <see cref="CurrentNotifications"/> wrote.</param>
    public static string CurrentTimeliness(string? held, IReadOnlyCollection<string> staged, IReadOnlyCollection<string> notifications, string current, string target) => Copy($"""
        WITH staged AS (SELECT * FROM ({Rows(LakeTables.Timeliness, staged)})),
        held AS (SELECT * FROM ({Rows(LakeTables.Timeliness, held is null ? [] : [held])})),
        touched AS MATERIALIZED (SELECT notification_key FROM staged UNION SELECT notification_key FROM ({Rows(LakeTables.Notifications, notifications)})),
        version AS MATERIALIZED (SELECT notification_key, record_version FROM {Sql.Parquet([current])} SEMI JOIN touched USING (notification_key)),
        judged AS (SELECT * FROM staged SEMI JOIN version USING (notification_key, record_version)
                   UNION ALL BY NAME
                   SELECT * FROM held SEMI JOIN version USING (notification_key, record_version) ANTI JOIN staged USING (notification_key, record_version, clock, as_of)),
        latest AS (SELECT notification_key, clock, max(as_of) AS as_of FROM judged GROUP BY notification_key, clock)
        SELECT * FROM held ANTI JOIN touched USING (notification_key)
        UNION ALL BY NAME
        SELECT * FROM judged SEMI JOIN latest USING (notification_key, clock, as_of)
        """, target);

    /// <summary>Writes the rows of a query.</summary>
    public static string Write(string rows, string target) => Copy(rows, target);

    static string Rows(LakeTable? columns, IReadOnlyCollection<string> files) => columns is null ? $"SELECT * FROM {Sql.Parquet(files)}" : LakeView.Of(columns, files);

    static string Copy(string rows, string target) => $"COPY ({rows}) TO {Sql.Text(target)} ({Options})";
}

/// <summary>What tells a table's rows apart when they are put into the lake a second time, and the order they lie in.</summary>
/// <param name="Columns">Never null in a row. Rows of a file always come together, so for most tables it is the file alone.</param>
public sealed record MergeKey(string Columns, string Order)
{
    /// <summary>By the table's name; of the lake and of restricted alike.</summary>
    public static MergeKey Of(string table) => table switch
    {
        "files" => new("file_id", "received_at, file_id"),
        "notifications" or "identities" => new("file_id", "notification_key, record_version"),
        "rejects" => new("file_id", "file_id, part, line, code, \"column\""),
        "timeliness" => new("sender, notification_key, record_version, clock, as_of, status, severity", "notification_key, record_version, clock, as_of"),
        "notices" or "acknowledgements" => new("notice_id", "raised_at, notice_id"),
        "feed_health" => new("sender, day, revision", "sender, day, revision"),
        _ => throw new ArgumentOutOfRangeException(nameof(table), table, "No such table."),
    };
}
