using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Arrivals;
using NodaTime;

namespace FrontDoor.Storage.Queries;

/// <summary>A clock that still runs: the latest row of its record's newest version.</summary>
public sealed record RunningRow(object?[] Cells, RunningClock Running)
{
    /// <summary>Whether it is the feed's first clock, which decides the record's status.</summary>
    public bool IsFirst { get; init; }

    /// <summary>The columns that are copied to the row of a worse result; the others are computed, or null while the clock
    /// runs.</summary>
    static readonly string[] Carried =
    [
        "notification_key", "record_version", "record_month", "key_version", "agency", "feed", "sender", "clock", "edition",
            "started_basis",
            "started_on", "due_at", "limit_text",
        "received_at", "file_id", "line", "part", "elapsed_from", "elapsed_min_from", "overdue_from",
        "written_after_hours", "reviewed_after_hours", "sent_after_hours", "arrived_after_hours", "office_hours",
    ];

    /// <summary>The columns to read, in the order of <see cref="Cells"/>.</summary>
    public static string Columns { get; } =
        string.Join(", ", [.. Carried.Select(name => $"judged.{name}"), "version.child_key", "version.la_code", "judged.status",
        "judged.severity", "version.risk_grade"]);

    public string Key => (string)Cells[Place("notification_key")]!;
    public int RecordVersion => (int)Cells[Place("record_version")]!;
    public string Clock => (string)Cells[s_clock]!;

    /// <summary>When its record was first received.</summary>
    public Instant FirstReceived => Moment(Cells[Place("received_at")]);
    public string? ChildKey => (string?)Cells[^5];

    /// <summary>Null if the council is not known.</summary>
    public string? LaCode => (string?)Cells[^4] is { } code && code != CommonColumns.Unmapped ? code : null;
    string Status => (string)Cells[^3]!;
    Severity Held => TimeWords.SeverityOf((string)Cells[^2]!);

    /// <summary>Whether the feed has a clock that anything but receipt stops.</summary>
    public static bool MayBeOf(Feed feed) => feed.Clocks.Any(clock => clock.Stop.Length > 0);

    /// <summary>Null if the contract has no clock of that name any more; then nothing judges it.</summary>
    public static RunningRow? Of(object?[] cells, Feed feed)
    {
        var clock = feed.Clocks.Where(clock => clock.Name == (string)cells[s_clock]!)
            .OrderBy(clock => clock.Edition == (string)cells[Place("edition")]!).LastOrDefault();
        return clock is null ? null : new RunningRow(cells, new RunningClock
        {
            Clock = clock,
            Risk = TimeWords.RiskOf(cells[^1] as string),
            Limit = clock.Limits.FirstOrDefault(limit => limit.Text == cells[Place("limit_text")] as string)
            ?? clock.LimitFor(TimeWords.RiskOf(cells[^1] as string)),
            Basis = cells[Place("started_basis")] as string ?? "",
            StartedOn = cells[Place("started_on")] is DateOnly day ? DayNumber.Of(day) : 0,
            ElapsedFrom = Moment(cells[Place("elapsed_from")]),
            ElapsedMinFrom = Moment(cells[Place("elapsed_min_from")]),
            OverdueFrom = Moment(cells[Place("overdue_from")]),
        })
        { IsFirst = clock.Name == feed.Clocks[0].Name };
    }

    /// <summary>The severity at that hour, if it is overdue; never less than before, because an earlier version's result
    /// applies.</summary>
    public Severity? OverdueAt(Instant hour) =>
        Running.SeverityAt(hour) is var severity and > Severity.None ? (Severity)Math.Max((int)severity, (int)Held) : null;

    /// <summary>The same, if it was not overdue before or has a higher severity now.</summary>
    public Severity? WorsenedAt(Instant hour) => OverdueAt(hour) is { } severity && (Status != "overdue" || severity > Held) ? severity
        : null;

    /// <summary>The row with the new result.</summary>
    /// <param name="after">The end of the explanation.</param>
    public void Write(TimelinessTable row, Instant hour, Severity severity, Span<byte> text, ReadOnlySpan<byte> after = default)
    {
        foreach (var (column, cell) in Carried.Zip(Cells))
            row[column].Copy(cell);
        row.ElapsedHours.Set(Running.Hours(hour));
        row.ElapsedHoursMin.Set(Running.HoursMin(hour));
        row.ElapsedWorkingDays.Set(Running.WorkingDays(hour));
        row.Status.Code((int)TimeStatus.Overdue);
        row.Severity.Code((int)severity);
        row.LateByHours.Set(Running.LateBy(hour));
        var length = Running.Explain(hour, severity, text);
        after.CopyTo(text[length..]);
        row.Explanation.Set(text[..(length + after.Length)]);
        row.AsOf.SetMicroseconds(ArrivalContext.Microseconds(hour));
    }

    static readonly int s_clock = Place("clock");

    static int Place(string carried) => Array.IndexOf(Carried, carried);

    static Instant Moment(object? cell) => Instant.FromDateTimeOffset((DateTimeOffset)cell!);
}
