using FrontDoor.Domain.Clocks;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion.Versions;

/// <summary>Compares a new version of a record with the earlier result: it may become later, never less late because a date was
/// changed.</summary>
static class StatusRatchet
{
    /// <summary>Keeps the earlier status if the new one would relax it, and sets a flag. Returns true if it was kept.</summary>
    /// <param name="due">The last moment in time of the earlier version; null if it is not known any more.</param>
    public static bool Keep(ref Timing timing, in RecordIndexEntry held, NodaTime.Instant? due)
    {
        if (held.Status == TimeStatus.Overdue && IsClosedByItsOwnLimit(timing, held, due))
        {
            if (timing.Status == TimeStatus.OnTime) timing = timing with { Flags = timing.Flags | TimingFlags.StopReportedLate };
            return false;
        }
        if (Strictness(held.Status, held.Severity) <= Strictness(timing.Status, timing.Severity)) return false;
        // it does not run any more
        var status = held.Status == TimeStatus.Overdue && timing.StoppedOn is not null ? TimeStatus.Late : held.Status;
        timing = timing with { Status = status, Severity = held.Severity, Flags = timing.Flags | TimingFlags.CorrectionPending };
        return true;
    }

    /// <summary>The same against what the earlier version had become by the receipt of this one, which no file said and a check may have
    /// reported. A stop within the earlier limit also ends it, however late it was reported. A later or missing limit relaxes the result.
    /// So does a less exact start while nothing has stopped the clock.</summary>
    /// <param name="overdue">Its severity by then; none if it was not overdue.</param>
    /// <param name="due">The last moment in time of the earlier version; null if it is not known any more.</param>
    public static bool KeepOverdue(ref Timing timing, Severity overdue, NodaTime.Instant? due)
    {
        if (!Loosens(timing, overdue) || timing.StoppedOn is not null && timing.DueAt <= due) return false;
        timing = timing with
        {
            Status = timing.StoppedOn is null ? TimeStatus.Overdue : TimeStatus.Late,
            Severity = overdue,
            Flags = timing.Flags & ~TimingFlags.StopReportedLate | TimingFlags.CorrectionPending
        };
        return true;
    }

    /// <summary>Whether the result is less strict than overdue with that severity.</summary>
    public static bool Loosens(in Timing timing, Severity overdue) =>
        overdue > Severity.None && Strictness(TimeStatus.Overdue, overdue) > Strictness(timing.Status, timing.Severity);

    /// <summary>The severity of a running clock at that hour, as a check would find it.</summary>
    public static Severity OverdueAt(in Timing timing, Clock clock, RiskGrade risk, long microseconds) =>
        timing.RunsOutAt is not { } runsOut ? Severity.None
        : new RunningClock
        {
            Clock = clock,
            Risk = risk,
            Limit = timing.Limit,
            Basis = "",
            StartedOn = 0,
            ElapsedFrom = RunningClock.HourFrom(timing.Start!.Value),
            ElapsedMinFrom = RunningClock.HourFrom(timing.RunsSince!.Value),
            OverdueFrom = RunningClock.HourAfter(runsOut),
        }.SeverityAt(ArrivalContext.FromMicroseconds(ArrivalContext.ToTheHour(microseconds)));

    /// <summary>Overdue was true while nothing was recorded; a stop reported since decides. But it must be within the earlier limit or
    /// before: a later limit comes from another start, and relaxes. If the earlier limit is not known any more, it had passed at least
    /// when it was last sent.</summary>
    static bool IsClosedByItsOwnLimit(in Timing timing, in RecordIndexEntry held, NodaTime.Instant? due) =>
        !held.IsCorrectionPending && timing.StoppedOn is not null && timing.DueAt is { } end
        && (due is { } own ? end <= own : end < ArrivalContext.FromMicroseconds(held.Received));

    static int Strictness(TimeStatus status, Severity severity) => status switch
    {
        TimeStatus.Late or TimeStatus.Overdue => 2 + (int)severity,
        TimeStatus.PossiblyLate => 1,
        _ => 0,
    };
}
