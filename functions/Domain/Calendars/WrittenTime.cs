namespace FrontDoor.Domain.Calendars;

/// <summary>How much of a date and time a cell gave.</summary>
public enum TimeForm : byte
{
    /// <summary>Blank.</summary>
    Absent,

    /// <summary>Written, but not a possible or credible date; <see cref="WrittenTime.Reason"/> says why.</summary>
    Unusable,

    /// <summary>A date without a time: anywhere between two midnights.</summary>
    Day,

    /// <summary>A date with a time.</summary>
    Minute,
}

/// <summary>Why a written time, or a part of it, could not be used.</summary>
public enum TimeReason : byte
{
    None,

    /// <summary>Words, or a form no contract accepts.</summary>
    Unreadable,

    /// <summary>The right form but no such day or time: 31/02/2019, 25:10.</summary>
    Impossible,

    /// <summary>What systems store for "not known": 01/01/1900, 01/01/1970, 31/12/9999 and kin.</summary>
    Placeholder,

    /// <summary>A year of two digits: the century would be a guess.</summary>
    TwoDigitYear,

    /// <summary>A year outside 1900..2100.</summary>
    YearOutOfRange,

    /// <summary>A time with no date beside it.</summary>
    DateMissing,

    /// <summary>The date stands; the time beside it could not be read, so only the day is known.</summary>
    TimeOfDayUnusable,

    /// <summary>The date cell and the time cell say two times, so only the day is known.</summary>
    TimeOfDayConflict,
}

/// <summary>What a cell said about a moment, before any zone is applied.</summary>
/// <param name="LocalSeconds">Seconds since 1970-01-01T00:00 as written; a day is its midnight, fractions are cut.</param>
/// <param name="OffsetSeconds">Seconds ahead of UTC, when <paramref name="HasOffset"/>.</param>
public readonly record struct WrittenTime(
    TimeForm Form, long LocalSeconds = 0, bool HasOffset = false, int OffsetSeconds = 0, TimeReason Reason = TimeReason.None)
{
    /// <summary>A date or a moment that can be measured from.</summary>
    public bool IsUsable => Form >= TimeForm.Day;

    /// <summary>Written as 24:00, the end of the day before: a time was given, though it looks like a midnight that says the day and no
    /// more.</summary>
    public bool EndsDay { get; init; }

    /// <summary>Something was written and nothing can be made of it.</summary>
    public bool IsUnusable => Form == TimeForm.Unusable;

    /// <summary>The day as written, in days since 1970-01-01.</summary>
    public int Day => DayNumber.OfSeconds(LocalSeconds);

    /// <summary>A moment at the start of a day, as written or on the clock in London: where nothing else was ever written there, a day that
    /// some program made a moment of.</summary>
    public bool IsMidnight => Form == TimeForm.Minute && !EndsDay
        && (LocalSeconds == StartOfDay(LocalSeconds) || InLondon is { } london && london == StartOfDay(london));

    /// <summary>The day of a moment at its start.</summary>
    public WrittenTime WithoutMidnight() =>
        !IsMidnight ? this : LocalSeconds == StartOfDay(LocalSeconds) ? OnDay(Day) : OnDay(DayNumber.OfSeconds(InLondon!.Value));

    /// <summary>A moment in the last minute of a day, as written or on the clock in London, or its end: what programs write for a day as
    /// well.</summary>
    public bool IsDayEnd => Form == TimeForm.Minute
        && (EndsDay || IsLastMinute(LocalSeconds) || InLondon is { } london && IsLastMinute(london));

    /// <summary>The day of a moment at its end.</summary>
    public WrittenTime WithoutDayEnd() => !IsDayEnd ? this
        : EndsDay || IsLastMinute(LocalSeconds) ? OnDay(DayNumber.OfSeconds(LocalSeconds - (EndsDay ? 1 : 0)))
        : OnDay(DayNumber.OfSeconds(InLondon!.Value));

    internal static bool IsLastMinute(long seconds) => seconds - StartOfDay(seconds) >= DayNumber.SecondsADay - 60;

    long? InLondon => HasOffset ? London.ToLocalSeconds(LocalSeconds - OffsetSeconds) : null;

    static long StartOfDay(long seconds) => DayNumber.OfSeconds(seconds) * (long)DayNumber.SecondsADay;

    internal static WrittenTime Refused(TimeReason reason) => new(TimeForm.Unusable, Reason: reason);

    internal static WrittenTime OnDay(int day) => new(TimeForm.Day, day * 86400L);
}
