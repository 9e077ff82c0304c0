using FrontDoor.Domain;
using FrontDoor.Lake;
using NodaTime;

namespace FrontDoor.Stages;

/// <summary>What the rows of a week's files came to.</summary>
readonly record struct WeekFiles(int Accepted, int Rejected, int Unchanged, int Blank);

/// <summary>How a week's records stood by one clock.</summary>
sealed record WeekClock(int[] ByStatus, double? LongestHours)
{
    public static WeekClock None { get; } = new(new int[Enum.GetValues<TimeStatus>().Length], null);
}

/// <summary>A defect as the lake holds it: how often in one column, or whatever the column.</summary>
readonly record struct DefectRow(string Code, string Tier, string? Column, int Rows, int Files);

/// <summary>What the lake holds of the weeks of one feed and sender, by when things were received; never a row of another sender.</summary>
sealed class WeekFacts(SenderRows rows, DueDays due)
{
    // The file or its header is meant, whatever line that stands on.
    const string OfRow = "line IS NOT NULL AND tier <> 'file' AND code NOT LIKE 'HDR%' AND code NOT LIKE 'FILE%'";

    string FilesOf(int monday) => $"(SELECT * FROM {rows.Of(LakeTables.Files)} WHERE {During(monday, "received_at")})";

    public WeekFiles Files(int monday, CancellationToken cancel)
    {
        var cells = rows.Ask($"SELECT {string.Join(", ", ((string[])["accepted", "rejected", "unchanged", "blank"]).Select(column => $"coalesce(sum({column}), 0)::integer"))} FROM {FilesOf(monday)}", cancel).Single();
        return new((int)cells[0]!, (int)cells[1]!, (int)cells[2]!, (int)cells[3]!);
    }

    /// <summary>The hours in which files were taken, in order.</summary>
    public IReadOnlyList<Instant> Taken(int monday, CancellationToken cancel) =>
        [.. rows.Ask($"SELECT received_at FROM {FilesOf(monday)} WHERE status = 'committed' ORDER BY received_at", cancel).Select(cells => At(cells[0]!))];

    /// <summary>By clock: the records first received in that week, each as it stood when the week was over, whether or not a tick had found it by then.</summary>
    public IReadOnlyDictionary<string, WeekClock> Clocks(int monday, CancellationToken cancel)
    {
        var (end, clocks) = (Text(End(monday)), new Dictionary<string, WeekClock>());
        foreach (var cells in rows.Ask($"""
            WITH first AS (SELECT notification_key FROM {rows.Of(LakeTables.Notifications)} GROUP BY notification_key HAVING {During(monday, "min(first_received_at)")}),
            version AS (SELECT notification_key, record_version, status AS written FROM {rows.Of(LakeTables.Notifications)} SEMI JOIN first USING (notification_key)
                        WHERE as_of < {end} QUALIFY row_number() OVER (PARTITION BY notification_key ORDER BY record_version DESC) = 1),
            judged AS (SELECT *, status IN ('open', 'possibly_late', 'overdue') AND overdue_from <= {end} AND written IS DISTINCT FROM 'cancelled' AS runs
                       FROM {rows.Of(LakeTables.Timeliness)} JOIN version USING (notification_key, record_version)
                       WHERE as_of < {end} QUALIFY row_number() OVER (PARTITION BY notification_key, clock ORDER BY as_of DESC) = 1)
            SELECT clock, CASE WHEN runs THEN 'overdue' ELSE status END AS stood, count(*)::integer,
                   max(CASE WHEN runs THEN epoch({end} - elapsed_from) / 3600 ELSE elapsed_hours END) FROM judged GROUP BY clock, stood ORDER BY ALL
            """, cancel))
        {
            var (name, status) = ((string)cells[0]!, TimeWords.StatusOf((string)cells[1]!));
            if (!clocks.TryGetValue(name, out var clock)) clock = WeekClock.None with { ByStatus = [.. WeekClock.None.ByStatus] };
            clock.ByStatus[(int)status] = (int)cells[2]!;
            clocks[name] = status is TimeStatus.Late or TimeStatus.Overdue && cells[3] is double hours ? clock with { LongestHours = Math.Max(hours, clock.LongestHours ?? 0) } : clock;
        }
        return clocks;
    }

    /// <summary>Of the files refused, every reason; a column may be anything.</summary>
    public IEnumerable<(string FileId, Instant Received, string Code, string? Column)> Refusals(int monday, CancellationToken cancel) =>
        rows.Ask($"""
            SELECT DISTINCT file_id, received_at, coalesce(r.code, f.refusal), r."column" FROM {FilesOf(monday)} f
            LEFT JOIN (SELECT * FROM {rows.Of(LakeTables.Rejects)} WHERE tier = 'file') r USING (file_id) WHERE f.status <> 'committed' ORDER BY 2, 1, 3, 4
            """, cancel).Select(cells => ((string)cells[0]!, At(cells[1]!), (string)cells[2]!, (string?)cells[3]));

    /// <summary>Of the files taken: by code, and by code and column (which may be anything).</summary>
    public (IReadOnlyList<DefectRow> Codes, IReadOnlyList<DefectRow> Columns) Defects(int monday, CancellationToken cancel)
    {
        IReadOnlyList<DefectRow> By(string column, string group) => [.. rows.Ask($"""
            SELECT code, min(tier), {column} AS meant, (count(DISTINCT (file_id, part, line)) FILTER (WHERE {OfRow}))::integer AS rows, count(DISTINCT file_id)::integer AS files
            FROM {rows.Of(LakeTables.Rejects)} SEMI JOIN (SELECT file_id FROM {FilesOf(monday)} WHERE status = 'committed') USING (file_id)
            GROUP BY code{group} ORDER BY rows DESC, files DESC, code, meant
            """, cancel).Select(cells => new DefectRow((string)cells[0]!, (string)cells[1]!, (string?)cells[2], (int)cells[3]!, (int)cells[4]!))];
        return (By("NULL::varchar", ""), By("\"column\"", ", \"column\""));
    }

    /// <summary>When a week is over, and the next begins.</summary>
    public Instant End(int monday) => ClosesAt(monday + 6);

    public Instant Start(int monday) => ClosesAt(monday - 1);

    public Instant ClosesAt(int day) => due.ClosesAt(day);

    string During(int monday, string moment) => $"{moment} >= {Text(Start(monday))} AND {moment} < {Text(End(monday))}";

    static string Text(Instant moment) => $"TIMESTAMPTZ '{moment}'";

    static Instant At(object cell) => Instant.FromDateTimeOffset((DateTimeOffset)cell);
}
