using NodaTime;

namespace FrontDoor.Domain.Calendars;

/// <summary>Days since 1970-01-01, the form in which the hot path and the lake hold a day.</summary>
public static class DayNumber
{
    internal const int FirstYear = 1900, LastYear = 2100, SecondsADay = 86400;

    static readonly LocalDate epoch = new(1970, 1, 1);
    static readonly int epochNumber = new DateOnly(1970, 1, 1).DayNumber;

    public static int Of(LocalDate day) => Period.DaysBetween(epoch, day);

    public static int Of(DateOnly day) => day.DayNumber - epochNumber;

    public static LocalDate ToLocalDate(int day) => epoch.PlusDays(day);

    public static DateOnly ToDate(int day) => DateOnly.FromDayNumber(epochNumber + day);

    /// <summary>False when there is no such day, or its year lies outside 1900..2100.</summary>
    internal static bool TryFrom(int year, int month, int day, out int number)
    {
        var isDay = year is >= FirstYear and <= LastYear && Exists(year, month, day);
        number = isDay ? Of(new DateOnly(year, month, day)) : 0;
        return isDay;
    }

    /// <summary>In any year, for years repeat every 400.</summary>
    internal static bool Exists(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2000 + year % 400, month);

    /// <summary>The civil date of a day number.</summary>
    internal static (int Year, int Month, int Day) Parts(int number)
    {
        var (year, month, day) = ToDate(number);
        return (year, month, day);
    }

    /// <summary>A Saturday or a Sunday.</summary>
    public static bool IsWeekend(int number) => DayOfWeek(number) >= 5;

    /// <summary>0 is Monday.</summary>
    public static int DayOfWeek(int number) => ((int)ToDate(number).DayOfWeek + 6) % 7;

    /// <summary>1 January of any year: what systems store for a birthday of which the year alone is known.</summary>
    public static bool IsFirstOfJanuary(int number) =>
        Parts(number) is { Month: 1, Day: 1 };

    internal static int OfSeconds(long seconds) =>
        (int)(seconds >= 0 ? seconds / SecondsADay : -((-seconds + SecondsADay - 1) / SecondsADay));
}
