using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Lake.Publishing;

/// <summary>The SQL that adds committed rows to a file of the lake. A row that is added twice replaces itself, so a second time changes
/// nothing.</summary>
public static class MergeSql
{
    const string Options = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000";

    /// <summary>Writes one month of a table: the existing rows and the staged ones, in the order they came. They are not sorted, because
    /// a month of a large feed would not fit into memory.</summary>
    /// <param name="key">The columns that identify a row of the table, as <see cref="KeyOf"/> gives them.</param>
    /// <param name="columns">The declared table; null for one whose files define their own columns.</param>
    /// <param name="held">The existing file of the month; null if there is none.</param>
    public static string Period(string key, LakeTable? columns, string? held, IReadOnlyCollection<string> staged, string target)
    {
        var rows = $"SELECT * FROM ({Rows(columns, staged)})";
        if (held is not null) rows = $"SELECT * FROM ({Rows(columns, [held])}) ANTI JOIN (SELECT DISTINCT {key} FROM "
            + $"({Rows(columns, staged)})) USING ({key}) UNION ALL BY NAME {rows}";
        return Copy(rows, target);
    }

    /// <summary>Counts the rows of a first arrival that do not belong in the current tables. If all counts are 0, its files are the
    /// current tables. Keys are compared by a hash: two that share one are counted too, and merged without need.</summary>
    public static IEnumerable<string> NotCurrent(string notifications, string timeliness) =>
    [
        $"SELECT count(*) - count(DISTINCT hash(notification_key)) FROM {Sql.Parquet([notifications])}",
        $"SELECT count(*) - count(DISTINCT hash(notification_key, clock)) FROM {Sql.Parquet([timeliness])}",
        $"SELECT count(*) FROM {Sql.Parquet([timeliness])} ANTI JOIN {Sql.Parquet([notifications])} USING (notification_key, "
            + "record_version)",
    ];

    /// <summary>The months of the records of these rows, as numbers yyyymm.</summary>
    public static string Months(LakeTable table, IReadOnlyCollection<string> staged) =>
        $"SELECT DISTINCT record_month FROM ({Rows(table, staged)})";

    /// <summary>Writes the current state of each record of a month: the newest version, existing or staged.</summary>
    public static string CurrentNotifications(string? held, StagedMonth staged, string target) => Copy($"""
        WITH staged AS (SELECT * FROM ({Rows(LakeTables.Notifications, staged.Notifications)}) WHERE record_month = {staged.Month}),
        held AS (SELECT * FROM ({Rows(LakeTables.Notifications, held is null ? [] : [held])})),
        came AS MATERIALIZED (SELECT notification_key, max(record_version) AS newest FROM staged GROUP BY notification_key)
        SELECT held.* FROM held LEFT JOIN came USING (notification_key) WHERE newest IS NULL OR record_version > newest
        UNION ALL BY NAME
        SELECT * FROM staged SEMI JOIN (SELECT notification_key, newest AS record_version FROM came)
            USING (notification_key, record_version)
            ANTI JOIN (SELECT notification_key FROM held JOIN came USING (notification_key) WHERE record_version > newest)
            USING (notification_key)
        """, target);

    /// <summary>Writes the current state of each clock of a month: the last result of the record's newest version.</summary>
    /// <param name="current">The file written by <see cref="CurrentNotifications"/>.</param>
    public static string CurrentTimeliness(string? held, StagedMonth staged, string current, string target) => Copy($"""
        WITH staged AS (SELECT * FROM ({Rows(LakeTables.Timeliness, staged.Timeliness)}) WHERE record_month = {staged.Month}),
        held AS (SELECT * FROM ({Rows(LakeTables.Timeliness, held is null ? [] : [held])})),
        touched AS MATERIALIZED (SELECT notification_key FROM staged
            UNION SELECT notification_key FROM ({Rows(LakeTables.Notifications, staged.Notifications)})),
        version AS MATERIALIZED (SELECT notification_key, record_version FROM {Sql.Parquet([current])}
            SEMI JOIN touched USING (notification_key)),
        judged AS (SELECT * FROM staged SEMI JOIN version USING (notification_key, record_version)
                   UNION ALL BY NAME
                   SELECT * FROM held SEMI JOIN version USING (notification_key, record_version)
                   ANTI JOIN staged USING (notification_key, record_version, clock, as_of)),
        latest AS (SELECT notification_key, clock, max(as_of) AS as_of FROM judged GROUP BY notification_key, clock)
        SELECT * FROM held ANTI JOIN touched USING (notification_key)
        UNION ALL BY NAME
        SELECT * FROM judged SEMI JOIN latest USING (notification_key, clock, as_of)
        """, target);

    /// <summary>Writes the rows of a query.</summary>
    public static string Write(string rows, string target) => Copy(rows, target);

    /// <summary>The columns that identify a row that is added a second time; never null. The rows of a file always come together, so for
    /// most tables it is the file.</summary>
    /// <param name="table">The name of the table, in the lake or in restricted.</param>
    public static string KeyOf(string table) => table switch
    {
        "files" or "notifications" or "identities" or "rejects" => "file_id",
        "timeliness" => "sender, notification_key, record_version, clock, as_of, status, severity",
        "notices" or "acknowledgements" => "notice_id",
        "feed_health" => "sender, day, revision",
        _ => throw new ArgumentOutOfRangeException(nameof(table), table, "No such table."),
    };

    static string Rows(LakeTable? columns, IReadOnlyCollection<string> files) =>
        columns is null ? $"SELECT * FROM {Sql.Parquet(files)}" : LakeView.Of(columns, files);

    static string Copy(string rows, string target) => $"COPY ({rows}) TO {Sql.Text(target)} ({Options})";
}

/// <summary>Staged rows for one month of the current tables.</summary>
/// <param name="Month">The month that first brought the records, yyyymm.</param>
/// <param name="Notifications">Files that may also hold rows of other months; the same for timeliness.</param>
/// <param name="HasNotifications">Whether some of their rows are of this month.</param>
/// <param name="IsOnly">Whether there is one file of each, without a row of another month.</param>
public sealed record StagedMonth(int Month, IReadOnlyList<string> Notifications, bool HasNotifications, IReadOnlyList<string> Timeliness,
    bool IsOnly);
