using FrontDoor.Domain.Calendars;
using static FrontDoor.Domain.Clocks.TextScan;

namespace FrontDoor.Domain.Clocks;

/// <summary>Which of the numbers in a date is the day and which the month, as far as the cell says.</summary>
public static class DateOrders
{
    /// <summary>What a cell by itself says about the order of its day and month.</summary>
    public static DateOrder OrderOf(ReadOnlySpan<byte> text) =>
        text.Length > 9 && text[2] == '/' && text[5] == '/' && Two(text, 0) is > 0 and var first && Two(text, 3) is > 0 and var second
        && Four(text, 6) >= 0 && (text.Length == 10 || text[10] == ' ')
            ? OrderOf(first, second) // as nearly every one
            : Numbers(Trim(text)) is { } date ? OrderOf(date.First, date.Second) : DateOrder.None;

    static DateOrder OrderOf(int first, int second) =>
        (IsDay(second, first), IsDay(first, second)) switch
        {
            (true, true) => first == second ? DateOrder.None : DateOrder.Either,
            (true, false) => DateOrder.DayFirst,
            (false, true) => DateOrder.MonthFirst,
            _ => DateOrder.None,
        };

    /// <summary>Of a date with its year first, whether day and month could have changed places: null where it is none, or the same either
    /// way.</summary>
    public static bool? CouldBeSwapped(ReadOnlySpan<byte> text) =>
        text.Length < 10 || text[4] is not ((byte)'-' or (byte)'/' or (byte)'.') || text[7] != text[4] || Four(text, 0) < 0
        || Two(text, 5) is not (> 0 and <= 12 and var month) || Two(text, 8) is not (> 0 and var day) || day == month
            ? null
            : day <= 12;

    /// <summary>A date with its year first whose day stands before its month: 2019-14-02.</summary>
    public static bool IsYearThenDay(ReadOnlySpan<byte> text) =>
        text.Length >= RestatedDate.DayLength && text[4] is (byte)'-' or (byte)'/' or (byte)'.' && text[7] == text[4] && Four(text, 0) >= 0
        && Two(text, 5) is > 12 and var day && Two(text, 8) is > 0 and <= 12 and var month && IsDay(month, day);

    /// <summary>The days that a cell means, read day first and month first; the same twice where it says its order itself, null where it is
    /// no date.</summary>
    public static (int DayFirst, int MonthFirst)? DaysOf(ReadOnlySpan<byte> text, int receivedOn)
    {
        text = Trim(text);
        if (OrderOf(text) == DateOrder.None) return TimeText.ParseDay(text) is { } day ? (day, day) : null;
        Span<byte> restated = stackalloc byte[RestatedDate.Length];
        var monthFirst = TimeText.ParseDay(restated[..RestatedDate.FromMonthFirst(text, receivedOn, restated)]);
        var dayFirst = TimeText.ParseDay(text) ?? TimeText.ParseDay(restated[..RestatedDate.WithCentury(text, receivedOn, restated)]);
        return (dayFirst ?? monthFirst, monthFirst ?? dayFirst) is ({ } one, { } other) ? (one, other) : null;
    }

    /// <summary>The two numbers in front of a date of three, the same mark between them: 4/13/2019, 04.13.19.</summary>
    internal static (int First, int FirstLength, int Second, int SecondLength)? Numbers(ReadOnlySpan<byte> text)
    {
        var firstLength = Digits(text);
        if (firstLength is not (1 or 2) || firstLength == text.Length || text[firstLength] is not ((byte)'/' or (byte)'-' or (byte)'.'))
            return null;
        var rest = text[(firstLength + 1)..];
        var secondLength = Digits(rest);
        if (secondLength is not (1 or 2) || secondLength == rest.Length || rest[secondLength] != text[firstLength]) return null;
        if (Digits(rest[(secondLength + 1)..]) is not (2 or 4)) return null;
        Next(ref text, firstLength, out var first);
        Next(ref rest, secondLength, out var second);
        return (first, firstLength, second, secondLength);
    }

    static bool IsDay(int month, int day) => DayNumber.Exists(2000, month, day);
}
