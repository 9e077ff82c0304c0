using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Lake.Publishing;

/// <summary>The SQL that puts newly committed rows into a file of the lake: what is put in again replaces itself, so that a second time
/// changes nothing.</summary>
public static class MergeSql
{
    const string Options = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000";

    /// <summary>Writes one period of a table: the rows held and the staged ones, in the order they came. They are not sorted: a month of a
    /// large feed would not fit into memory.</summary>
    /// <param name="key">What tells the table's rows apart, as <see cref="KeyOf"/> gives it.</param>
    /// <param name="columns">The table as it is declared; null for one whose columns each file says itself.</param>
    /// <param name="held">The period's file; null where there is none yet.</param>
    public static string Period(string key, LakeTable? columns, string? held, IReadOnlyCollection<string> staged, string target)
    {
        var rows = $"SELECT * FROM ({Rows(columns, staged)})";
        if (held is not null) rows = $"SELECT * FROM ({Rows(columns, [held])}) ANTI JOIN (SELECT DISTINCT {key} FROM "
            + $"({Rows(columns, staged)})) USING ({key}) UNION ALL BY NAME {rows}";
        return Copy(rows, target);
    }

    /// <summary>
    /// Each counts rows of a first arrival that do not belong into the current tables. All 0: it holds one version of each record and
    /// judges each clock once, and its files are the current tables as they are.
    /// Keys are told apart by a hash: two that share one count too many, and are merged for nothing.
    /// </summary>
    public static IEnumerable<string> NotCurrent(string notifications, string timeliness) =>
    [
        $"SELECT count(*) - count(DISTINCT hash(notification_key)) FROM {Sql.Parquet([notifications])}",
        $"SELECT count(*) - count(DISTINCT hash(notification_key, clock)) FROM {Sql.Parquet([timeliness])}",
        $"SELECT count(*) FROM {Sql.Parquet([timeliness])} ANTI JOIN {Sql.Parquet([notifications])} USING (notification_key, "
            + $"record_version)",
    ];

    /// <summary>The months in which the records of these rows lie, as numbers yyyymm.</summary>
    public static string Months(LakeTable table, IReadOnlyCollection<string> staged) =>
        $"SELECT DISTINCT record_month FROM ({Rows(table, staged)})";

    /// <summary>Writes how each record of a month stands now: of the versions held and staged the newest.</summary>
    public static string CurrentNotifications(string? held, StagedMonth staged, string target) => Copy($"""
        WITH staged AS (SELECT * FROM ({Rows(LakeTables.Notifications, staged.Notifications)}) WHERE record_month = {staged.Month}),
        held AS (SELECT * FROM ({Rows(LakeTables.Notifications, held is null ? [] : [held])})),
        came AS MATERIALIZED (SELECT notification_key, max(record_version) AS newest FROM staged GROUP BY notification_key)
        SELECT held.* FROM held LEFT JOIN came USING (notification_key) WHERE newest IS NULL OR record_version > newest
        UNION ALL BY NAME
        SELECT * FROM staged SEMI JOIN (SELECT notification_key, newest AS record_version FROM came) USING (notification_key, record_version)
            ANTI JOIN (SELECT notification_key FROM held JOIN came USING (notification_key) WHERE record_version > newest) USING (notification_key)
        """, target);

    /// <summary>Writes how each clock of each record of a month stands now: by the record's newest version, as it was judged
    /// last.</summary>
    /// <param name="current">The file that <see cref="CurrentNotifications"/> wrote.</param>
    public static string CurrentTimeliness(string? held, StagedMonth staged, string current, string target) => Copy($"""
        WITH staged AS (SELECT * FROM ({Rows(LakeTables.Timeliness, staged.Timeliness)}) WHERE record_month = {staged.Month}),
        held AS (SELECT * FROM ({Rows(LakeTables.Timeliness, held is null ? [] : [held])})),
        touched AS MATERIALIZED (SELECT notification_key FROM staged UNION SELECT notification_key FROM ({Rows(LakeTables.Notifications, staged.Notifications)})),
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

    /// <summary>The columns that tell a table's rows apart when they are put into the lake a second time, never null. Rows of a file always
    /// come together, so for most tables it is the file.</summary>
    /// <param name="table">Its name; of the lake and of restricted alike.</param>
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

/// <summary>Staged rows that go into one month of the current tables.</summary>
/// <param name="Month">The month that first brought the records, yyyymm.</param>
/// <param name="Notifications">Files that may hold rows of other months too; of timeliness likewise.</param>
/// <param name="HasNotifications">Some of their rows are of this month.</param>
/// <param name="IsOnly">There is one file of each, and no row of another month in it.</param>
public sealed record StagedMonth(int Month, IReadOnlyList<string> Notifications, bool HasNotifications, IReadOnlyList<string> Timeliness,
    bool IsOnly);
