using NodaTime;

namespace FrontDoor.Domain;

/// <summary>One written time of a row, resolved to a range of ticks; the default is none.</summary>
readonly record struct Reading(bool Usable, long Earliest, long Latest, sbyte Basis, bool IsDay, TimingFlags Flags)
{
    /// <summary>The last moment it can have been, for a limit counted in days: a day is over before the next one's midnight, which would count from a day later.</summary>
    public long LastFor(Limit limit) => IsDay && limit.Unit != TimeUnit.ClockHours ? Latest - 1 : Latest;

    public static Reading Of(WrittenTime time, int basis)
    {
        // The moment's flags are the first three bits of the timing's (a test holds them to it).
        var flags = (TimingFlags)London.Resolve(time, out var earliest, out var latest);
        if (time.Reason != TimeReason.None)
            flags |= TimingFlags.TimeOfDayUnusable;
        return new(true, earliest * NodaConstants.TicksPerSecond, latest * NodaConstants.TicksPerSecond, (sbyte)basis, time.Form == TimeForm.Day, flags);
    }
}
