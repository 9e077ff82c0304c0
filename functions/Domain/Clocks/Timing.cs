using NodaTime;

namespace FrontDoor.Domain.Clocks;

/// <summary>Why a result is unknown.</summary>
public enum UnknownReason : byte
{
    None,

    /// <summary>No start was written at all.</summary>
    Missing,

    /// <summary>A start was written that is no possible date.</summary>
    Impossible,

    /// <summary>A start was written that stands for "not known".</summary>
    Placeholder,

    /// <summary>The start lies after first receipt.</summary>
    Future,

    /// <summary>Only the time the notification was written is known: it says "at least this long", never "on time".</summary>
    OnlyCreated,

    /// <summary>A stop was written that cannot be read, or stands for "not known".</summary>
    StopUnusable,

    /// <summary>The stop lies before the start.</summary>
    StopBeforeStart,

    /// <summary>A day that matters lies in no calendar known.</summary>
    OutsideCalendar,

    /// <summary>The moment it was due before is not known.</summary>
    DueUnknown,

    /// <summary>What is written as its end counts for some records only, and the row does not say whether it is one.</summary>
    StopUndecided,

    /// <summary>The start lies so long before receipt that its year is taken to be wrong.</summary>
    LongAgo,
}

/// <summary>One record against one clock: an answer, the range it rests on, and what made it uncertain.</summary>
public readonly record struct Timing
{
    public required TimeStatus Status { get; init; }

    /// <summary>The clock does not run for the record, so that there is no result: see <see cref="Clock.Runs"/>.</summary>
    public bool IsNotRun { get; init; }

    public Severity Severity { get; init; }

    /// <summary>Set when the status is unknown.</summary>
    public UnknownReason Reason { get; init; }

    public TimingFlags Flags { get; init; }

    /// <summary>Longest possible hours from start to stop, or until now while it is open; not a number when unknown.</summary>
    public double ElapsedHours { get; init; }

    /// <summary>Shortest possible hours, likewise.</summary>
    public double ElapsedHoursMin { get; init; }

    /// <summary>Another reading, shortest hours: from the report when reported long after, else "at least" when unknown; not a number when
    /// there is none.</summary>
    public double OtherHours { get; init; }

    /// <summary>Hours beyond the last moment in time, the shortest they can be; only when late or overdue.</summary>
    public double? LateByHours { get; init; }

    /// <summary>Working days after the day of start up to the day of receipt; null when there is no start or no calendar for it.</summary>
    public int? WorkingDays { get; init; }

    /// <summary>Whether it started while the team was open, where the contract asks; null where it does not, or that is not
    /// known.</summary>
    public bool? IsOfficeHours { get; init; }

    /// <summary>The earliest start.</summary>
    public Instant? Start { get; init; }

    /// <summary>The last moment in time for the earliest start.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>The latest start, while nothing has stopped the clock.</summary>
    public Instant? RunsSince { get; init; }

    /// <summary>The last moment at which it is not certainly overdue, while nothing has stopped the clock.</summary>
    public Instant? RunsOutAt { get; init; }

    /// <summary>Index into <see cref="Clock.Bases"/>, or -1.</summary>
    public sbyte Basis { get; init; }

    /// <summary>London day of the start, in days since 1970-01-01.</summary>
    public int? StartedOn { get; init; }

    /// <summary>Index into <see cref="Clock.StopBases"/>; -1 for first receipt, and while it is open.</summary>
    public sbyte StopBasis { get; init; }

    /// <summary>London day of the stop, in days since 1970-01-01; null while it is open.</summary>
    public int? StoppedOn { get; init; }

    public required Limit Limit { get; init; }

    /// <summary>London clock seconds since 1970 of start, and of stop or now, for the explanation.</summary>
    internal long StartLocal { get; init; }

    internal long StopLocal { get; init; }

    /// <summary>The start named by the basis is a day without a time.</summary>
    internal bool StartIsDay { get; init; }

    /// <summary>The stop is a day without a time.</summary>
    internal bool StopIsDay { get; init; }
}
