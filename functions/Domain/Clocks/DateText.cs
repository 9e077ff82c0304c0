using FrontDoor.Domain.Calendars;
using static FrontDoor.Domain.Clocks.TextScan;

namespace FrontDoor.Domain.Clocks;

/// <summary>The dates that people write: 18/01/2019, 1st March 2019, 2019-01-18.</summary>
static class DateText
{
    public static TimeReason ReadDate(ref ReadOnlySpan<byte> text, out int day, out bool yearFirst)
    {
        day = 0;
        var digits = Digits(text);
        yearFirst = digits is 4 or 8;
        if (digits == 8)
            return Next(ref text, 8, out var compact) ? Settle(compact / 10000, compact / 100 % 100, compact % 100, out day)
                : TimeReason.Unreadable;
        if (digits is not (1 or 2 or 4) || !Next(ref text, digits, out var first) || text.IsEmpty)
            return TimeReason.Unreadable;

        var isOrdinal = !yearFirst && TakeOrdinal(ref text, first);
        if (text.IsEmpty)
            return TimeReason.Unreadable;
        var separator = text[0];
        text = text[1..];
        if (isOrdinal && separator == ' ' && text.StartsWith("of "u8))
            text = text[3..];
        if (isOrdinal && Digits(text) > 0) // what day and month are is voted on without it
            return TimeReason.Unreadable;
        if (yearFirst ? separator is not ((byte)'-' or (byte)'/' or (byte)'.') : separator is not ((byte)'/' or (byte)'-' or (byte)'.'
            or (byte)' '))
            return TimeReason.Unreadable;
        if (!ReadMonth(ref text, yearFirst, separator, out var month) || text.IsEmpty || text[0] != separator)
            return TimeReason.Unreadable;
        text = text[1..];

        var last = Digits(text);
        if (!yearFirst && last == 2)
            return TimeReason.TwoDigitYear;
        if (last != (yearFirst ? 2 : 4) || !Next(ref text, last, out var third))
            return TimeReason.Unreadable;
        return yearFirst ? Settle(first, month, third, out day) : Settle(third, month, first, out day);
    }

    static bool ReadMonth(ref ReadOnlySpan<byte> text, bool yearFirst, byte separator, out int month)
    {
        var digits = Digits(text);
        if (digits == 0)
            return MonthNames.Read(ref text, separator, out month);
        month = 0;
        return separator != ' ' && (yearFirst ? digits == 2 : digits <= 2) && Next(ref text, digits, out month);
    }

    /// <summary>Takes st, nd, rd or th from behind the day that it belongs to.</summary>
    public static bool TakeOrdinal(ref ReadOnlySpan<byte> text, int day)
    {
        var belongs = day is 11 or 12 or 13 ? "th"u8 : (day % 10) switch { 1 => "st"u8, 2 => "nd"u8, 3 => "rd"u8, _ => "th"u8 };
        if (text.Length < 2 || !System.Text.Ascii.EqualsIgnoreCase(text[..2], belongs)) return false;
        text = text[2..];
        return true;
    }

    public static TimeReason Settle(int year, int month, int day, out int number)
    {
        if (DayNumber.TryFrom(year, month, day, out number))
            return IsPlaceholder(number) ? TimeReason.Placeholder : TimeReason.None;
        if ((year, month, day) is (0, 0, 0) or (1, 1, 1) or (1753, 1, 1) or (1899, 12, 30 or 31) or (1900, 0 or 1, 0) or (2999
            or 9999, 12, 31))
            return TimeReason.Placeholder;
        return DayNumber.Exists(year, month, day) ? TimeReason.YearOutOfRange : TimeReason.Impossible;
    }

    // 01/01/1900, 01/01/1901, 01/01/1970 and 31/12/2099: zero or "for ever" in a system's own storage.
    public static bool IsPlaceholder(int day) => day is -25567 or -25202 or 0 or 47481;
}
