using NodaTime;

namespace FrontDoor.Domain;

/// <summary>Days since 1970-01-01, the form in which the hot path and the lake hold a day.</summary>
public static class DayNumber
{
    internal const int FirstYear = 1900, LastYear = 2100, SecondsADay = 86400;

    static readonly LocalDate epoch = new(1970, 1, 1);
    static readonly int epochNumber = new DateOnly(1970, 1, 1).DayNumber;
    static readonly int[] yearStarts = [.. Enumerable.Range(FirstYear, LastYear - FirstYear + 1).Select(y => Of(new LocalDate(y, 1, 1)))];

    static ReadOnlySpan<ushort> MonthStarts => [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    static ReadOnlySpan<byte> MonthLengths => [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    public static int Of(LocalDate day) => Period.DaysBetween(epoch, day);

    public static int Of(DateOnly day) => day.DayNumber - epochNumber;

    public static LocalDate ToLocalDate(int day) => epoch.PlusDays(day);

    public static DateOnly ToDate(int day) => DateOnly.FromDayNumber(epochNumber + day);

    /// <summary>False when there is no such day, or its year lies outside 1900..2100.</summary>
    internal static bool TryFrom(int year, int month, int day, out int number)
    {
        number = 0;
        if ((uint)(year - FirstYear) > LastYear - FirstYear || !Exists(year, month, day))
            return false;
        number = yearStarts[year - FirstYear] + MonthStarts[month - 1] + (month > 2 && IsLeap(year) ? 1 : 0) + day - 1;
        return true;
    }

    internal static bool Exists(int year, int month, int day) =>
        (uint)(month - 1) < 12 && day >= 1 && day <= MonthLengths[month - 1] + (month == 2 && IsLeap(year) ? 1 : 0);

    /// <summary>The civil date of a day number (the 400-year cycle counted from 1 March).</summary>
    internal static (int Year, int Month, int Day) Parts(int number)
    {
        var z = (uint)(number + 719468);
        var era = z / 146097;
        var dayOfEra = z - era * 146097;
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var shifted = (5 * dayOfYear + 2) / 153;
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return ((int)(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, (int)(dayOfYear - (153 * shifted + 2) / 5 + 1));
    }

    /// <summary>A Saturday or a Sunday.</summary>
    public static bool IsWeekend(int number) => DayOfWeek(number) >= 5;

    /// <summary>0 is Monday.</summary>
    public static int DayOfWeek(int number) => (int)((uint)(number + 700003) % 7);

    /// <summary>1 January of any year: what systems store for a birthday of which the year alone is known.</summary>
    public static bool IsFirstOfJanuary(int number) =>
        Parts(number) is { Month: 1, Day: 1 };

    internal static int OfSeconds(long seconds) =>
        (int)(seconds >= 0 ? seconds / SecondsADay : -((-seconds + SecondsADay - 1) / SecondsADay));

    static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
