using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.FeedHealth;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Queries;
using NodaTime;

namespace FrontDoor.Monitoring.Week;

/// <summary>The counts of rows of a week's files.</summary>
readonly record struct WeekFiles(int Accepted, int Rejected, int Unchanged, int Blank);

/// <summary>The results of a week's records by one clock.</summary>
sealed record WeekClock(int[] ByStatus, double? LongestHours)
{
    public static WeekClock None { get; } = new(new int[Enum.GetValues<TimeStatus>().Length], null);
}

/// <summary>A defect in the lake: how often in one column, or in any.</summary>
readonly record struct DefectRow(string Code, string Tier, string? Column, int Rows, int Files);

/// <summary>The lake's data about the weeks of one feed and sender, by time of receipt; never a row of another sender.</summary>
sealed class WeekFacts
{
    // The defect is about the file or its header, whatever its line.
    const string OfRow = "line IS NOT NULL AND tier <> 'file' AND code NOT LIKE 'HDR%' AND code NOT LIKE 'FILE%'";

    readonly SenderTables rows;
    readonly DueDays due;
    readonly ILookup<(int Monday, string Clock), (TimeStatus Status, int Records, double? Hours)> _clocks;

    WeekFacts(SenderTables rows, DueDays due, IReadOnlyList<int> mondays, CancellationToken cancel)
    {
        (this.rows, this.due) = (rows, due);
        rows.Keep(LakeTables.Files, $"WHERE {Between("received_at", mondays[0], mondays[^1])}", cancel);
        rows.Keep(LakeTables.Rejects, $"SEMI JOIN (SELECT file_id FROM {rows.Of(LakeTables.Files)}) USING (file_id)", cancel);
        _clocks = Clocks(mondays, cancel).ToLookup(one => (one.Monday, one.Clock), one => (one.Status, one.Records, one.Hours));
    }

    /// <summary>Opens consecutive weeks, given by their Mondays. Earlier receipts are not read.</summary>
    public static async Task<WeekFacts> Of(SenderTables rows, DueDays due, IReadOnlyList<int> mondays, CancellationToken cancel)
    {
        await rows.Fetch([LakeTables.Notifications, LakeTables.Timeliness], ArrivalContext.PeriodOf(due.ClosesAt(mondays[0] - 1)), cancel);
        return new WeekFacts(rows, due, mondays, cancel);
    }

    string FilesOf(int monday) => $"(SELECT * FROM {rows.Of(LakeTables.Files)} WHERE {During(monday, "received_at")})";

    public WeekFiles Files(int monday, CancellationToken cancel)
    {
        var sums = ((string[])["accepted", "rejected", "unchanged", "blank"]).Select(column => $"coalesce(sum({column}), 0)::integer");
        var cells = rows.Ask($"SELECT {string.Join(", ", sums)} FROM {FilesOf(monday)}", cancel).Single();
        return new((int)cells[0]!, (int)cells[1]!, (int)cells[2]!, (int)cells[3]!);
    }

    /// <summary>The hours in which files were accepted, in order.</summary>
    public IReadOnlyList<Instant> Taken(int monday, CancellationToken cancel) =>
        [.. rows.Ask($"SELECT received_at FROM {FilesOf(monday)} WHERE status = 'committed' ORDER BY received_at", cancel)
        .Select(cells => At(cells[0]!))];

    /// <summary>For one clock, the records first received in that week, with their results when the week was over, whether or not a check
    /// had found them by then.</summary>
    public WeekClock Clock(int monday, string name)
    {
        var (byStatus, longest) = (new int[WeekClock.None.ByStatus.Length], (double?)null);
        foreach (var (status, records, hours) in _clocks[(monday, name)])
        {
            byStatus[(int)status] = records;
            if (status is TimeStatus.Late or TimeStatus.Overdue && hours is { } known) longest = Math.Max(known, longest ?? 0);
        }
        return new WeekClock(byStatus, longest);
    }

    IEnumerable<(int Monday, string Clock, TimeStatus Status, int Records,
        double? Hours)> Clocks(IReadOnlyList<int> mondays, CancellationToken cancel)
    {
        string Each(Func<int, string> of) => $"unnest([{string.Join(", ", mondays.Select(of))}])";
        return rows.Ask($"""
            WITH week AS (SELECT {Each(monday => $"{monday}")} AS monday, {Each(monday => Text(Start(monday)))} AS starts,
                {Each(monday => Text(End(monday)))} AS ends),
            first AS (SELECT notification_key, monday, ends FROM {rows.Of(LakeTables.CurrentNotifications)}
                JOIN week ON first_received_at >= starts AND first_received_at < ends),
            version AS (SELECT notification_key, monday, ends, record_version, status AS written FROM {rows.Of(LakeTables.Notifications)}
                JOIN first USING (notification_key)
                        WHERE as_of < ends QUALIFY row_number() OVER (PARTITION BY notification_key ORDER BY record_version DESC) = 1),
            judged AS (SELECT monday, ends, clock, status, elapsed_from, elapsed_hours, status IN ('open', 'possibly_late', 'overdue')
                AND overdue_from <= ends AND written IS DISTINCT FROM 'cancelled' AS runs
                       FROM {rows.Of(LakeTables.Timeliness)} JOIN version USING (notification_key, record_version)
                       WHERE as_of < ends QUALIFY row_number() OVER (PARTITION BY notification_key, clock ORDER BY as_of DESC) = 1)
            SELECT monday, clock, CASE WHEN runs THEN 'overdue' ELSE status END AS stood, count(*)::integer,
                   max(CASE WHEN runs THEN epoch(ends - elapsed_from) / 3600 ELSE elapsed_hours END) FROM judged
            GROUP BY monday, clock, stood ORDER BY ALL
            """, cancel).Select(cells => ((int)cells[0]!, (string)cells[1]!, TimeWords.StatusOf((string)cells[2]!), (int)cells[3]!,
            (double?)cells[4]));
    }

    /// <summary>Every reason of each refused file; a column may be any text.</summary>
    public IEnumerable<(string FileId, Instant Received, string Code, string? Column)> Refusals(int monday, CancellationToken cancel) =>
        rows.Ask($"""
            SELECT DISTINCT file_id, received_at, coalesce(r.code, f.refusal), r."column" FROM {FilesOf(monday)} f
            LEFT JOIN (SELECT * FROM {rows.Of(LakeTables.Rejects)} WHERE tier = 'file') r USING (file_id) WHERE f.status <> 'committed'
                ORDER BY 2, 1, 3, 4
            """, cancel).Select(cells => ((string)cells[0]!, At(cells[1]!), (string)cells[2]!, (string?)cells[3]));

    /// <summary>Defects of the accepted files by code, and by code and column, which may be any text.</summary>
    public (IReadOnlyList<DefectRow> Codes, IReadOnlyList<DefectRow> Columns) Defects(int monday, CancellationToken cancel)
    {
        IReadOnlyList<DefectRow> By(string column, string group) => [.. rows.Ask($"""
            SELECT code, min(tier), {column} AS meant, (count(DISTINCT (file_id, part, line)) FILTER (WHERE {OfRow}))::integer AS rows,
                count(DISTINCT file_id)::integer AS files
            FROM {rows.Of(LakeTables.Rejects)} SEMI JOIN (SELECT file_id FROM {FilesOf(monday)} WHERE status = 'committed') USING (file_id)
            GROUP BY code{group} ORDER BY rows DESC, files DESC, code, meant
            """, cancel).Select(cells =>
            new DefectRow((string)cells[0]!, (string)cells[1]!, (string?)cells[2], (int)cells[3]!, (int)cells[4]!))];
        return (By("NULL::varchar", ""), By("\"column\"", ", \"column\""));
    }

    /// <summary>When a week ends, and the next begins.</summary>
    public Instant End(int monday) => ClosesAt(monday + 6);

    public Instant Start(int monday) => ClosesAt(monday - 1);

    public Instant ClosesAt(int day) => due.ClosesAt(day);

    string During(int monday, string moment) => Between(moment, monday, monday);

    string Between(string moment, int first, int last) => $"{moment} >= {Text(Start(first))} AND {moment} < {Text(End(last))}";

    static string Text(Instant moment) => $"TIMESTAMPTZ '{moment}'";

    static Instant At(object cell) => Instant.FromDateTimeOffset((DateTimeOffset)cell);
}
