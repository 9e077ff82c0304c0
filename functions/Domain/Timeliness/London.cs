using NodaTime;

namespace FrontDoor.Domain;

/// <summary>What is uncertain about a resolved moment.</summary>
[Flags]
public enum MomentFlags : byte
{
    None = 0,

    /// <summary>The clock showed this time twice (the last Sunday of October); the earlier instant is taken.</summary>
    Ambiguous = 1,

    /// <summary>The clock never showed this time (the last Sunday of March); it is moved forward by the gap.</summary>
    InGap = 2,

    /// <summary>Only the day is known.</summary>
    DayOnly = 4,
}

/// <summary>A moment in universal time: exact when both ends are equal, else anywhere from a local midnight to the next.</summary>
public readonly record struct Moment(Instant Earliest, Instant Latest, MomentFlags Flags);

/// <summary>Europe/London as arrays, from NodaTime's bundled time-zone data, so that a rerun next year gives the same instants.</summary>
public static class London
{
    const int First = -25568, Last = 48213; // 1899-12-31 to 2102-01-01: a day beyond every year accepted

    static readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb["Europe/London"];
    static readonly (long At, int Before, int After)[] changes = Changes();

    // One byte a day: the offset at its start in hours, or Changing. UTC days and local days share it: no change falls within
    // two hours of either midnight (a test holds it to NodaTime's own zone).
    static readonly byte[] offsets = Offsets();
    const byte Changing = 0xFF;

    /// <summary>The release of the time-zone data, part of rules_version.</summary>
    public static string TzdbVersion { get; } = DateTimeZoneProviders.Tzdb.VersionId;

    /// <summary>A written time as instants; call it only for a usable one.</summary>
    public static Moment Resolve(WrittenTime time)
    {
        var flags = Resolve(time, out var earliest, out var latest);
        return new(Instant.FromUnixTimeSeconds(earliest), Instant.FromUnixTimeSeconds(latest), flags);
    }

    /// <summary>The London day, in days since 1970-01-01.</summary>
    public static int DayOf(Instant instant) => DayNumber.OfSeconds(ToLocalSeconds(instant));

    /// <summary>The hour the clock showed in London, 0..23.</summary>
    public static int HourOf(Instant instant)
    {
        var local = ToLocalSeconds(instant);
        return (int)(local - DayNumber.OfSeconds(local) * (long)DayNumber.SecondsADay) / 3600;
    }

    /// <summary>What the clock in London showed, as seconds since 1970-01-01T00:00.</summary>
    public static long ToLocalSeconds(Instant instant) => ToLocalSeconds(instant.ToUnixTimeSeconds());

    internal static long ToLocalSeconds(long seconds)
    {
        var day = DayNumber.OfSeconds(seconds);
        if ((uint)(day - First) >= (uint)offsets.Length) // a receipt in no year a row may name
            return seconds + zone.GetUtcOffset(Instant.FromUnixTimeSeconds(seconds)).Seconds;
        return seconds + (offsets[day - First] is not Changing and var offset ? offset * 3600 : OffsetAt(seconds));
    }

    internal static MomentFlags Resolve(WrittenTime time, out long earliest, out long latest)
    {
        if (time.Form == TimeForm.Day)
        {
            earliest = ToUniversal(time.LocalSeconds, out _);
            latest = ToUniversal(time.LocalSeconds + DayNumber.SecondsADay, out _);
            return MomentFlags.DayOnly;
        }
        if (time.Form != TimeForm.Minute)
            throw new ArgumentException($"A time that is {time.Form} has no instant; ask IsUsable first.", nameof(time));
        if (time.HasOffset)
        {
            earliest = latest = time.LocalSeconds - time.OffsetSeconds;
            return MomentFlags.None;
        }
        earliest = latest = ToUniversal(time.LocalSeconds, out var flags);
        return flags;
    }

    /// <summary>Seconds since 1970 of what London's clock showed: the earlier of two, moved forward out of a gap.</summary>
    internal static long ToUniversal(long local) => ToUniversal(local, out _);

    static long ToUniversal(long local, out MomentFlags flags)
    {
        flags = MomentFlags.None;
        var day = DayNumber.OfSeconds(local);
        var offset = (uint)(day - First) < (uint)offsets.Length ? offsets[day - First] : Changing;
        return offset != Changing ? local - offset * 3600 : AcrossChange(local, out flags);
    }

    // Before a change and inside it the old offset gives both answers wanted: the earlier of two instants, and a move forward
    // out of a gap.
    static long AcrossChange(long local, out MomentFlags flags)
    {
        flags = MomentFlags.None;
        var offset = changes[0].Before;
        foreach (var (at, before, after) in changes)
        {
            if (local < at + Math.Min(before, after))
                break;
            if (local < at + Math.Max(before, after))
            {
                flags = after > before ? MomentFlags.InGap : MomentFlags.Ambiguous;
                return local - before;
            }
            offset = after;
        }
        return local - offset;
    }

    static int OffsetAt(long seconds)
    {
        var offset = changes[0].Before;
        foreach (var (at, _, after) in changes)
        {
            if (seconds < at)
                break;
            offset = after;
        }
        return offset;
    }

    static (long, int, int)[] Changes()
    {
        var intervals = zone.GetZoneIntervals(
            Instant.FromUnixTimeSeconds(First * 86400L), Instant.FromUnixTimeSeconds((Last + 1) * 86400L)).ToArray();
        return [.. intervals.Zip(intervals.Skip(1), (a, b) => (b.Start.ToUnixTimeSeconds(), a.WallOffset.Seconds, b.WallOffset.Seconds))];
    }

    static byte[] Offsets()
    {
        var days = new byte[Last - First + 1];
        for (var i = 0; i < days.Length; i++)
            days[i] = (byte)(OffsetAt((First + i) * 86400L) / 3600);
        foreach (var (at, _, _) in changes)
            days[DayNumber.OfSeconds(at) - First] = Changing;
        return days;
    }
}
