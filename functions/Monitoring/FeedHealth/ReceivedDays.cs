using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.FeedHealth;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Queries;
using NodaTime;

namespace FrontDoor.Monitoring.FeedHealth;

/// <summary>The records of one feed and sender that were received on each day, counted from the lake. It does not depend on the order of
/// processing.</summary>
sealed class ReceivedDays(SenderTables rows, DueDays due)
{
    /// <summary>Older events say something about a person's past, not about the feed.</summary>
    const int EventsWithin = 400;

    const string Shared = "clock = 'sharing' AND stopped_basis = 'first_receipt'";

    /// <summary>Every day that is over, from the first file or the first due day; none if there is neither.</summary>
    public async Task<IReadOnlyList<ReceivedDay>> Read(int last, CancellationToken cancel)
    {
        var days = new SortedDictionary<int, Gathered>();
        ReadFiles(days, cancel);
        var first = Math.Min(due.From ?? int.MaxValue, days.Count > 0 ? days.Keys.First() : int.MaxValue);
        if (first > last) return [];
        await KeepRecords(cancel);
        ReadRecords(days, cancel);
        return [.. Enumerable.Range(first, last - first + 1).Select(day => (days.GetValueOrDefault(day) ?? new()).Day(day, due))];
    }

    void ReadFiles(SortedDictionary<int, Gathered> days, CancellationToken cancel)
    {
        foreach (var cells in rows.Ask($"""
            WITH defects AS (SELECT file_id,
                count(DISTINCT (part, line)) FILTER (WHERE tier <> 'file' AND line IS NOT NULL
                    AND code NOT LIKE 'HDR%')::integer AS defective,
                string_agg(DISTINCT code || coalesce(' ' || "column", ''), ';'
                    ORDER BY code || coalesce(' ' || "column", '')) FILTER (WHERE code LIKE 'HDR%') AS header
                FROM {rows.Of(LakeTables.Rejects)} GROUP BY file_id)
            SELECT received_at, status, rows_in, least(coalesce(defective, 0), rows_in), coalesce(header, ''), unknown_columns
            FROM {rows.Of(LakeTables.Files)} LEFT JOIN defects USING (file_id) ORDER BY received_at, file_id
            """, cancel))
        {
            var day = Of(days, due.DayOf(Instant.FromDateTimeOffset((DateTimeOffset)cells[0]!)));
            if ((string)cells[1]! != "committed")
            {
                day.Refused++;
                continue;
            }
            day.Files++;
            if ((int)cells[2]! == 0) day.NilReturns++;
            day.RowsIn += (int)cells[2]!;
            day.Defective += (int)cells[3]!;
            day.Headers.Add((string)cells[4]!);
            if (cells[5] is int unknown) day.UnknownColumns.Add(unknown);
        }
    }

    /// <summary>Each record by its first version. Most have no other, and are read from the current tables. History is read only for the
    /// others, from the month in which the first of them came.</summary>
    async Task KeepRecords(CancellationToken cancel)
    {
        var (current, timed) = (rows.Of(LakeTables.CurrentNotifications), rows.Of(LakeTables.CurrentTimeliness));
        var (records, delays) = ($"SELECT notification_key, first_received_at AS received, occurred_on AS occurred FROM {current} WHERE "
            + $"record_version = 1", $"SELECT notification_key, elapsed_hours AS hours FROM {timed} WHERE record_version = 1 AND {Shared}");
        if (rows.Ask($"SELECT min(first_received_at) FROM {current} WHERE record_version > 1", cancel).Single()[0] is DateTimeOffset since)
        {
            await rows.Fetch([LakeTables.Notifications, LakeTables.Timeliness], ArrivalContext.PeriodOf(Instant.FromDateTimeOffset(since)),
                cancel);
            var amended = $"SEMI JOIN (SELECT notification_key FROM {current} WHERE record_version > 1) USING (notification_key)";
            records += $" UNION ALL SELECT notification_key, min(first_received_at), arg_min(occurred_on, record_version) FROM "
                + $"{rows.Of(LakeTables.Notifications)} {amended} GROUP BY notification_key";
            delays += $" UNION ALL SELECT notification_key, arg_min(elapsed_hours, record_version) FROM "
                + $"{rows.Of(LakeTables.Timeliness)} {amended} WHERE {Shared} GROUP BY notification_key";
        }
        rows.Keep("record", $"SELECT received, occurred, hours FROM ({records}) LEFT JOIN ({delays}) USING (notification_key)", cancel);
    }

    void ReadRecords(SortedDictionary<int, Gathered> days, CancellationToken cancel)
    {
        var hours = rows.Ask("SELECT DISTINCT received FROM record", cancel)
            .Select(cells => Instant.FromDateTimeOffset((DateTimeOffset)cells[0]!)).ToList();
        string Each(Func<Instant, string> of) => $"unnest([{string.Join(", ", hours.Select(of))}])";
        rows.Keep("hour", hours.Count == 0 ? "SELECT received, 0 AS day, 0 AS local_day FROM record"
            : $"SELECT {Each(at => $"TIMESTAMPTZ '{at}'")} AS received, {Each(at => $"{due.DayOf(at)}")} AS day, "
            + $"{Each(at => $"{London.DayOf(at)}")} AS local_day", cancel);
        foreach (var cells in rows.Ask($"""
            WITH delayed AS (SELECT day, coalesce(hours, (local_day - (occurred - DATE '1970-01-01')) * 24.0::double) AS hours FROM record
                JOIN hour USING (received)),
            sorted AS (SELECT day, count(*)::integer AS rows, list_sort(list(hours) FILTER (hours IS NOT NULL)) AS by_length,
                (count(*) FILTER (hours >= {HealthRules.Usual.OldHours}))::integer AS old FROM delayed GROUP BY day)
            SELECT day, rows, old, (by_length[(len(by_length) + 1) // 2] + by_length[len(by_length) // 2 + 1]) / 2, by_length[-1]
                FROM sorted
            """, cancel))
        {
            var day = Of(days, (int)cells[0]!);
            (day.Rows, day.Old, day.MedianHours, day.MaxHours) = ((int)cells[1]!, (int)cells[2]!, (double?)cells[3], (double?)cells[4]);
        }
        foreach (var cells in rows.Ask($"SELECT day, occurred, count(*)::integer FROM record JOIN hour USING (received) WHERE occurred "
            + $"IS NOT NULL GROUP BY day, occurred ORDER BY occurred", cancel))
            Of(days, (int)cells[0]!).Events.Add(new EventDay(DayNumber.Of((DateOnly)cells[1]!), (int)cells[2]!));
    }

    static Gathered Of(SortedDictionary<int, Gathered> days, int day) =>
        days.TryGetValue(day, out var gathered) ? gathered : days[day] = new();

    sealed class Gathered
    {
        public int Files { get; set; }
        public int NilReturns { get; set; }
        public int Refused { get; set; }
        public int RowsIn { get; set; }
        public int Defective { get; set; }
        public List<string> Headers { get; } = [];
        public List<int> UnknownColumns { get; } = [];
        public int Rows { get; set; }
        public int Old { get; set; }
        public double? MedianHours { get; set; }
        public double? MaxHours { get; set; }
        public List<EventDay> Events { get; } = [];

        public ReceivedDay Day(int day, DueDays due) => new()
        {
            Day = day,
            IsDue = due.IsDue(day),
            IsHoliday = due.IsHoliday(day),
            Files = Files,
            NilReturns = NilReturns,
            Refused = Refused,
            RowsIn = RowsIn,
            Defective = Defective,
            Rows = Rows,
            Old = Old,
            MedianHours = MedianHours,
            MaxHours = MaxHours,
            Events = [.. Events.Where(one => one.Day <= day && one.Day > day - EventsWithin)],
            Headers = Headers,
            UnknownColumns = UnknownColumns,
        };
    }
}
