using FrontDoor.Domain;
using FrontDoor.Lake;
using NodaTime;

namespace FrontDoor.Stages;

/// <summary>What each day brought of one feed and sender, counted from the lake: by when things were received, in whatever order they were dealt with.</summary>
sealed class ReceivedDays(SenderRows rows, DueDays due)
{
    /// <summary>Events longer ago than this tell of a person's past and not of a feed.</summary>
    const int EventsWithin = 400;

    /// <summary>Every day from the first file, or the first day one was due, to the last that is over; none where there is neither.</summary>
    public IReadOnlyList<ReceivedDay> Read(int last, CancellationToken cancel)
    {
        var days = new SortedDictionary<int, Gathered>();
        ReadFiles(days, cancel);
        var first = Math.Min(due.From ?? int.MaxValue, days.Count > 0 ? days.Keys.First() : int.MaxValue);
        ReadRecords(days, cancel);
        return first > last ? [] : [.. Enumerable.Range(first, last - first + 1).Select(day => (days.GetValueOrDefault(day) ?? new()).Day(day, due))];
    }

    void ReadFiles(SortedDictionary<int, Gathered> days, CancellationToken cancel)
    {
        foreach (var cells in rows.Ask($"""
            WITH defects AS (SELECT file_id,
                count(DISTINCT (part, line)) FILTER (WHERE tier <> 'file' AND line IS NOT NULL AND code NOT LIKE 'HDR%')::integer AS defective,
                string_agg(DISTINCT code || coalesce(' ' || "column", ''), ';' ORDER BY code || coalesce(' ' || "column", '')) FILTER (WHERE code LIKE 'HDR%') AS header
                FROM {rows.Of(LakeTables.Rejects)} GROUP BY file_id)
            SELECT received_at, status, rows_in, least(coalesce(defective, 0), rows_in), coalesce(header, ''), unknown_columns
            FROM {rows.Of(LakeTables.Files)} LEFT JOIN defects USING (file_id) ORDER BY received_at, file_id
            """, cancel))
        {
            var day = Of(days, cells[0]!);
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

    void ReadRecords(SortedDictionary<int, Gathered> days, CancellationToken cancel)
    {
        foreach (var cells in rows.Ask($"""
            WITH record AS (SELECT notification_key, min(first_received_at) AS received, arg_min(occurred_on, record_version) AS occurred FROM {rows.Of(LakeTables.Notifications)} GROUP BY notification_key),
            delay AS (SELECT notification_key, arg_min(elapsed_hours, record_version) AS hours FROM {rows.Of(LakeTables.Timeliness)} WHERE clock = 'sharing' AND stopped_basis = 'first_receipt' GROUP BY notification_key)
            SELECT received, occurred, hours, count(*)::integer FROM record LEFT JOIN delay USING (notification_key) GROUP BY ALL ORDER BY ALL
            """, cancel))
        {
            var received = Instant.FromDateTimeOffset((DateTimeOffset)cells[0]!);
            int? occurred = cells[1] is DateOnly on ? DayNumber.Of(on) : null;
            var hours = (double?)cells[2] ?? (London.DayOf(received) - occurred) * 24.0;
            Of(days, cells[0]!).Add(occurred, hours, (int)cells[3]!);
        }
    }

    Gathered Of(SortedDictionary<int, Gathered> days, object received)
    {
        var day = due.DayOf(Instant.FromDateTimeOffset((DateTimeOffset)received));
        return days.TryGetValue(day, out var gathered) ? gathered : days[day] = new();
    }

    sealed class Gathered
    {
        readonly SortedDictionary<int, int> _events = [];
        readonly List<double> _hours = [];
        int _rows;

        public int Files { get; set; }
        public int NilReturns { get; set; }
        public int Refused { get; set; }
        public int RowsIn { get; set; }
        public int Defective { get; set; }
        public List<string> Headers { get; } = [];
        public List<int> UnknownColumns { get; } = [];

        public void Add(int? occurred, double? hours, int count)
        {
            _rows += count;
            if (occurred is { } day) _events[day] = _events.GetValueOrDefault(day) + count;
            if (hours is { } known) _hours.AddRange(Enumerable.Repeat(known, count));
        }

        public ReceivedDay Day(int day, DueDays due)
        {
            _hours.Sort();
            return new()
            {
                Day = day,
                IsDue = due.IsDue(day),
                IsHoliday = due.IsHoliday(day),
                Files = Files,
                NilReturns = NilReturns,
                Refused = Refused,
                RowsIn = RowsIn,
                Defective = Defective,
                Rows = _rows,
                Old = _hours.Count(hours => hours >= HealthRules.Usual.OldHours),
                MedianHours = _hours.Count == 0 ? null : (_hours[(_hours.Count - 1) / 2] + _hours[_hours.Count / 2]) / 2,
                MaxHours = _hours.Count == 0 ? null : _hours[^1],
                Events = [.. _events.Where(one => one.Key <= day && one.Key > day - EventsWithin).Select(one => new EventDay(one.Key, one.Value))],
                Headers = Headers,
                UnknownColumns = UnknownColumns,
            };
        }
    }
}
