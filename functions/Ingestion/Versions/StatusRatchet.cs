using FrontDoor.Domain.Clocks;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion.Versions;

/// <summary>How a new version of a record stands against what was held of it: it may be later than was thought, never less late because a
/// date was changed.</summary>
static class StatusRatchet
{
    /// <summary>Keeps the earlier status where the new one would loosen it, and says so. True: it was kept.</summary>
    /// <param name="due">The last moment in time of the version held; null where it is no longer known.</param>
    public static bool Keep(ref Timing timing, in RecordIndexEntry held, NodaTime.Instant? due)
    {
        if (held.Status == TimeStatus.Overdue && IsClosedByItsOwnLimit(timing, held, due))
        {
            if (timing.Status == TimeStatus.OnTime) timing = timing with { Flags = timing.Flags | TimingFlags.StopReportedLate };
            return false;
        }
        if (Strictness(held.Status, held.Severity) <= Strictness(timing.Status, timing.Severity)) return false;
        var status = held.Status == TimeStatus.Overdue && timing.StoppedOn is not null ? TimeStatus.Late : held.Status; // it no longer runs
        timing = timing with { Status = status, Severity = held.Severity, Flags = timing.Flags | TimingFlags.Loosened };
        return true;
    }

    /// <summary>
    /// The same against what the version held had come to be when this one was received, which no file said and a tick may have told. What
    /// ended it within the
    /// limit it had ends that too, whenever it was told; a limit that is later now, or gone, loosens, and so does a start told less exactly
    /// while nothing has ended it.
    /// </summary>
    /// <param name="overdue">How grave it was by then; none where it was not overdue.</param>
    /// <param name="due">The last moment in time of the version held; null where it is no longer known.</param>
    public static bool KeepOverdue(ref Timing timing, Severity overdue, NodaTime.Instant? due)
    {
        if (!Loosens(timing, overdue) || timing.StoppedOn is not null && timing.DueAt <= due) return false;
        timing = timing with
        {
            Status = timing.StoppedOn is null ? TimeStatus.Overdue : TimeStatus.Late,
            Severity = overdue,
            Flags = timing.Flags & ~TimingFlags.StopReportedLate | TimingFlags.Loosened
        };
        return true;
    }

    /// <summary>Whether the result is less strict than overdue with that severity.</summary>
    public static bool Loosens(in Timing timing, Severity overdue) =>
        overdue > Severity.None && Strictness(TimeStatus.Overdue, overdue) > Strictness(timing.Status, timing.Severity);

    /// <summary>How grave a clock that ran had come to be by then, to the hour, as a tick would find it.</summary>
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

    /// <summary>
    /// Overdue was true while nothing was written; what has stopped the clock since decides. But by the limit it had, or an earlier one: a
    /// later limit is
    /// another start's, and loosens. Where the limit it had is no longer known, it had passed at least when it was last sent.
    /// </summary>
    static bool IsClosedByItsOwnLimit(in Timing timing, in RecordIndexEntry held, NodaTime.Instant? due) =>
        !held.Loosened && timing.StoppedOn is not null && timing.DueAt is { } end
        && (due is { } own ? end <= own : end < ArrivalContext.FromMicroseconds(held.Received));

    static int Strictness(TimeStatus status, Severity severity) => status switch
    {
        TimeStatus.Late or TimeStatus.Overdue => 2 + (int)severity,
        TimeStatus.PossiblyLate => 1,
        _ => 0,
    };
}
