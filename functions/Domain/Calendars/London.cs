using NodaTime;
using NodaTime.TimeZones;

namespace FrontDoor.Domain.Calendars;

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

/// <summary>NodaTime's Europe/London, from its bundled time-zone data, so that a rerun next year gives the same instants.</summary>
public static class London
{
    const long Apart = 6 * 3600; // seconds; no change moves the clock by more than two hours, and none follows another within days

    static readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb["Europe/London"];

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
    public static int HourOf(Instant instant) => Local(instant).Hour;

    /// <summary>What the clock in London showed, with the name of its offset.</summary>
    public static ZonedDateTime Local(Instant instant) => instant.InZone(zone);

    /// <summary>The moment a day begins in London.</summary>
    public static Instant StartOf(LocalDate day) => day.AtStartOfDayInZone(zone).ToInstant();

    /// <summary>What the clock in London showed, as seconds since 1970-01-01T00:00.</summary>
    public static long ToLocalSeconds(Instant instant) => ToLocalSeconds(instant.ToUnixTimeSeconds());

    internal static long ToLocalSeconds(long seconds) => seconds + At(seconds).WallOffset.Seconds;

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
        var (before, after) = (At(local - Apart), At(local + Apart));
        var (offset, next) = (before.WallOffset.Seconds, after.WallOffset.Seconds);
        flags = MomentFlags.None;
        if (offset == next) return local - offset;
        var change = after.Start.ToUnixTimeSeconds();
        if (local >= change + Math.Max(offset, next)) return local - next;
        if (local >= change + Math.Min(offset, next)) flags = next > offset ? MomentFlags.InGap : MomentFlags.Ambiguous;
        return local - offset; // inside a change too: that is the earlier of two instants, and a move forward out of a gap
    }

    /// <summary>NodaTime's interval of one offset; it keeps those that were asked for, and makes nothing new.</summary>
    static ZoneInterval At(long seconds) => zone.GetZoneInterval(Instant.FromUnixTimeSeconds(seconds));
}
