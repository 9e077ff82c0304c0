using NodaTime;

namespace FrontDoor.Domain;

/// <summary>One written time of a row, resolved to a range of ticks; the default is none.</summary>
readonly record struct Reading(bool Usable, long Earliest, long Latest, sbyte Basis, bool IsDay, TimingFlags Flags)
{
    public static Reading Of(WrittenTime time, int basis)
    {
        // The moment's flags are the first three bits of the timing's (a test holds them to it).
        var flags = (TimingFlags)London.Resolve(time, out var earliest, out var latest);
        if (time.Reason != TimeReason.None)
            flags |= TimingFlags.TimeOfDayUnusable;
        return new(true, earliest * NodaConstants.TicksPerSecond, latest * NodaConstants.TicksPerSecond, (sbyte)basis, time.Form == TimeForm.Day, flags);
    }
}
