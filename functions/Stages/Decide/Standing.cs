using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>How a new version of a record stands against what was held of it: it may be later than was thought, never less late because a date was changed.</summary>
static class Standing
{
    /// <summary>Keeps the earlier status where the new one would loosen it, and says so. True: it was kept.</summary>
    public static bool Keep(ref Timing timing, in IndexEntry held)
    {
        if (held.Status == TimeStatus.Overdue && IsClosedByItsOwnLimit(timing, held))
        {
            if (timing.Status == TimeStatus.OnTime) timing = timing with { Flags = timing.Flags | TimingFlags.StopToldLate };
            return false;
        }
        if (Strictness(held.Status, held.Severity) <= Strictness(timing.Status, timing.Severity)) return false;
        var status = held.Status == TimeStatus.Overdue && timing.StoppedOn is not null ? TimeStatus.Late : held.Status; // it no longer runs
        timing = timing with { Status = status, Severity = held.Severity, Flags = timing.Flags | TimingFlags.Loosened };
        return true;
    }

    /// <summary>
    /// The same against what a tick found of the version held and told somebody. What ended it within the limit it had ends that too, whenever it was told;
    /// a limit that is later now, or gone, loosens.
    /// </summary>
    /// <param name="due">The last moment in time of the version held; null where it is no longer known.</param>
    public static bool KeepTold(ref Timing timing, Severity told, NodaTime.Instant? due)
    {
        if (!Loosens(timing, told) || timing.DueAt <= due) return false;
        timing = timing with { Status = timing.StoppedOn is null ? TimeStatus.Overdue : TimeStatus.Late, Severity = told, Flags = timing.Flags & ~TimingFlags.StopToldLate | TimingFlags.Loosened };
        return true;
    }

    /// <summary>Whether the result is less strict than what was told.</summary>
    public static bool Loosens(in Timing timing, Severity told) =>
        told > Severity.None && Strictness(TimeStatus.Overdue, told) > Strictness(timing.Status, timing.Severity);

    /// <summary>
    /// Overdue was true while nothing was written; what has stopped the clock since decides. But then its limit had passed when it was last sent: a limit
    /// that had not was moved, by another start, and that loosens.
    /// </summary>
    static bool IsClosedByItsOwnLimit(in Timing timing, in IndexEntry held) =>
        !held.Loosened && timing.StoppedOn is not null && timing.DueAt is { } due && due < Origin.FromMicroseconds(held.Received);

    static int Strictness(TimeStatus status, Severity severity) => status switch
    {
        TimeStatus.Late or TimeStatus.Overdue => 2 + (int)severity,
        TimeStatus.PossiblyLate => 1,
        _ => 0,
    };
}
