using NodaTime;

namespace FrontDoor.Domain;

/// <summary>One written time of a row, resolved to a range of ticks; the default is none.</summary>
readonly record struct Reading(bool Usable, long Earliest, long Latest, sbyte Basis, bool IsDay, TimingFlags Flags)
{
    /// <summary>The last moment it can have been: a day is over before the next one's midnight, which would count from a day later.</summary>
    public long Last => IsDay ? Latest - 1 : Latest;

    /// <summary>The same of what ends a clock. Of an hour shown twice the earlier is taken, which is the cautious one of a start; an end may have come an hour later.</summary>
    public long LastAsStop => (Flags & TimingFlags.Ambiguous) != 0 ? Latest + NodaConstants.TicksPerHour : Last;

    public static Reading Of(WrittenTime time, int basis)
    {
        // The moment's flags are the first three bits of the timing's (a test holds them to it).
        var flags = (TimingFlags)London.Resolve(time, out var earliest, out var latest);
        if (time.Reason != TimeReason.None)
            flags |= TimingFlags.TimeOfDayUnusable;
        return new(true, earliest * NodaConstants.TicksPerSecond, latest * NodaConstants.TicksPerSecond, (sbyte)basis, time.Form == TimeForm.Day, flags);
    }
}
