using FrontDoor.Domain.Calendars;
using NodaTime;

namespace FrontDoor.Domain.Clocks;

/// <summary>One written time of a row, resolved to a range of ticks; the default is none.</summary>
readonly record struct Reading(bool Usable, long Earliest, long Latest, sbyte Basis, bool IsDay, TimingFlags Flags)
{
    /// <summary>When the clocks go back an hour is shown twice, and when they go forward an hour is never shown: such a time was read from
    /// either of two clocks, and a clock that starts or ends with it is a range.</summary>
    const long SecondsChanged = 3600;

    /// <summary>The last moment it can have been: a day is over before the next one's midnight, which would count from a day
    /// later.</summary>
    public long Last => IsDay ? Latest - 1 : Latest;

    public static Reading Of(WrittenTime time, int basis)
    {
        // The moment's flags are the first three bits of the timing's (a test holds them to it).
        var flags = (TimingFlags)London.Resolve(time, out var earliest, out var latest);
        if (time.Reason != TimeReason.None)
            flags |= TimingFlags.TimeOfDayUnusable;
        if ((flags & TimingFlags.Ambiguous) != 0)
            latest += SecondsChanged;
        if ((flags & TimingFlags.InGap) != 0)
            earliest -= SecondsChanged;
        return new(true, earliest * NodaConstants.TicksPerSecond, latest * NodaConstants.TicksPerSecond,
            (sbyte)basis, time.Form == TimeForm.Day, flags);
    }
}
