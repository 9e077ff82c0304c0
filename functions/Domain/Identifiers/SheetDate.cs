using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Domain.Identifiers;

/// <summary>A date or a time as a spreadsheet writes one, where a reference should stand: 3-19 that became 01/03/2019 or Mar-19, 3:19 that
/// became 03:19:00. What stood there is gone, and two references may have become one.</summary>
public static class SheetDate
{
    const int Longest = 24;

    /// <summary>The whole text is such a date. 46/4502/22 and 01/12/22 are references of police systems.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 5 or > Longest) return false;
        if (text.Contains((byte)':') && IsTime(text)) return true;
        return text.Contains((byte)'/') || text[4] == '-' ? IsNumbers(text) : IsNamed(text);
    }

    /// <summary>01/03/2019, 2019-03-01, with or without a time: a year of four digits, and a day there was.</summary>
    static bool IsNumbers(ReadOnlySpan<byte> text)
    {
        var day = text.IndexOfAny((byte)' ', (byte)'T') is > 0 and var end ? text[..end] : text;
        var isDay = day is [.., (byte)'/', >= (byte)'1' and <= (byte)'2', _, _, _] && day.Count((byte)'/') == 2
            || day is [(byte)'1' or (byte)'2' or (byte)'9', _, _, _, (byte)'-', _, _, (byte)'-', _, _];
        return isDay && (TimeText.Parse(text) is { IsUsable: true } or { Reason: TimeReason.Placeholder }
            || DateOrders.OrderOf(text) == DateOrder.MonthFirst);
    }

    /// <summary>03:19:00, 3:19:00 AM: with seconds that nobody typed.</summary>
    static bool IsTime(ReadOnlySpan<byte> text) => text.Count((byte)':') == 2 && (text[1] == ':' || text[2] == ':')
        && TimeOfDayText.IsTimeOfDay(text);

    /// <summary>Mar-19, Mar-2019, 3-Mar, 03-Mar-19: Excel's own forms, with the month as it writes it.</summary>
    static bool IsNamed(ReadOnlySpan<byte> text)
    {
        var first = text.IndexOf((byte)'-');
        if (first < 1) return false;
        var before = text[..first];
        var after = text[(first + 1)..];
        if (IsMonth(before)) return after.Length is 2 or 4 && IdText.AllDigits(after);
        if (before.Length > 2 || !IdText.AllDigits(before)) return false;
        if (after.Length == 3) return IsMonth(after);
        return after.Length is 6 or 8 && after[3] == '-' && IsMonth(after[..3]) && IdText.AllDigits(after[4..]);
    }

    static bool IsMonth(ReadOnlySpan<byte> text) =>
        text.Length == 3 && "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(text) is >= 0 and var at && at % 3 == 0;
}
