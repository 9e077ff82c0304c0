using FrontDoor.Domain.Calendars;
using static FrontDoor.Domain.Clocks.TextScan;
using static FrontDoor.Domain.Clocks.ZoneText;

namespace FrontDoor.Domain.Clocks;

/// <summary>The times of day that people and programs write: 22:15, 10.15 pm, 2215 hrs, 22:15:00.123+01:00.</summary>
public static class TimeOfDayText
{
    /// <summary>A time of day; a midnight is what some systems write for none.</summary>
    public static bool IsTimeOfDay(ReadOnlySpan<byte> text)
    {
        text = Trim(text);
        TakeZone(ref text, isProgram: true, isMail: false);
        return TakeClock(text, isBehindDate: false, out var seconds) && seconds > 0;
    }

    /// <summary>Whether the time in a cell is an edge of a day; null where it has none, or none that can be read.</summary>
    public static DayEdge? EdgeOf(ReadOnlySpan<byte> text, int receivedOn)
    {
        text = Trim(text);
        // a day alone, but for seconds since 1970
        if (text.Length < 10 || text.Length == 10 && !char.IsAsciiDigit((char)text[2])) return null;
        if (text.Length is 16 or 19 && text[10] is (byte)' ' or (byte)'T' && text[13] == ':' && Two(text, 11) is >= 0 and < 24 and var hour
            && Two(text, 14) is >= 0 and var minute && (text.Length == 16 || Two(text, 17) >= 0))
            return hour + minute == 0 && (text.Length == 16 || Two(text, 17) == 0) ? DayEdge.Start
                : hour == 23 && minute == 59 ? DayEdge.End : DayEdge.None;
        Span<byte> restated = stackalloc byte[RestatedDate.Length];
        var time = TimeText.Parse(text);
        if (time.IsUnusable && DateOrders.OrderOf(text) == DateOrder.MonthFirst)
            time = TimeText.Parse(restated[..RestatedDate.FromMonthFirst(text, receivedOn, restated)]);
        else if (time.Reason == TimeReason.TwoDigitYear)
            time = TimeText.Parse(restated[..RestatedDate.WithCentury(text, receivedOn, restated)]);
        return time.Form != TimeForm.Minute ? null : time.IsMidnight ? DayEdge.Start : time.IsDayEnd ? DayEdge.End : DayEdge.None;
    }

    /// <summary>The same of a cell that holds a time of day alone.</summary>
    public static DayEdge? EdgeOfAlone(ReadOnlySpan<byte> text)
    {
        text = Trim(text);
        TakeZone(ref text, isProgram: true, isMail: false);
        return !TakeClock(text, isBehindDate: false, out var seconds) ? null : seconds == 0 ? DayEdge.Start
            : WrittenTime.IsLastMinute(seconds) ? DayEdge.End : DayEdge.None;
    }

    // 2215 may be anything, 22:15 and 10pm are a time.
    internal static bool IsTime(ReadOnlySpan<byte> text) =>
        (text.Contains((byte)':') || text.ContainsAny("mM"u8))
        && ReadTime(text, offsetAllowed: true, isBehindDate: false, out _, out _, out _) == TimeReason.None;

    /// <summary>22:15, 22:15:00.123, 22:15:00:123 (SQL Server), 22.15.00.000000 and 10.15.00.000000 PM (Oracle), 2215 and 221500.</summary>
    internal static bool TakeClock(ReadOnlySpan<byte> text, bool isBehindDate, out int seconds)
    {
        Span<byte> plain = stackalloc byte[RestatedDate.Length];
        seconds = 0;
        if (text.Length > plain.Length - 2) return false;
        var (length, marks) = (0, 0);
        var digits = Digits(text);
        for (var at = 0; at < text.Length; at++)
        {
            if (digits == 6 && at is 2 or 4) plain[length++] = (byte)':';
            var letter = text[at];
            if (letter is (byte)'.' or (byte)',' or (byte)':')
                letter = ++marks + (digits == 6 ? 2 : 0) > 2 ? (byte)'.' : letter == '.' && HasSeconds(text) ? (byte)':' : letter;
            plain[length++] = letter;
        }
        return ReadTime(plain[..length], offsetAllowed: false, isBehindDate, out seconds, out _, out _) == TimeReason.None;
    }

    /// <summary>Two dots at least part hours, minutes and seconds; one alone may be a decimal point.</summary>
    static bool HasSeconds(ReadOnlySpan<byte> text) =>
        text is [_, _, (byte)'.', _, _, (byte)'.', ..] or [_, (byte)'.', _, _, (byte)'.', ..];

    /// <param name="isBehindDate">A date stands before it: 22.15 is no number of hours.</param>
    internal static TimeReason ReadTime(ReadOnlySpan<byte> text, bool offsetAllowed, bool isBehindDate, out int seconds, out bool hasOffset,
        out int offset)
    {
        (seconds, hasOffset, offset) = (0, false, 0);
        var half = TakeHalf(ref text);
        var isHours = half == 0 && TakeHours(ref text);
        var digits = Digits(text);
        if (digits == 0 || !Next(ref text, digits, out var hour))
            return TimeReason.Unreadable;

        int minute = 0, second = 0;
        if (digits == 4)
            (hour, minute) = (hour / 100, hour % 100);
        else if (digits > 2 || !(half > 0 && text.IsEmpty)
            && !ReadMinutes(ref text, half > 0 || isHours || isBehindDate && digits == 2, out minute, out second))
            return TimeReason.Unreadable;
        if ((digits == 4 && half > 0) || !ReadOffset(ref text, offsetAllowed && half == 0 && !isHours, out hasOffset, out offset)
            || !text.IsEmpty)
            return TimeReason.Unreadable;

        if (minute > 59 || second > 59 || (half == 0 ? hour > 24 || (hour == 24 && (minute | second) != 0) : hour is < 1 or > 12))
            return TimeReason.Impossible;
        if (half > 0)
            hour = hour % 12 + (half - 1) * 12;
        seconds = hour * 3600 + minute * 60 + second;
        return TimeReason.None;
    }

    // ":mm", ":mm:ss", ":mm:ss.fff"; ".mm" only where it cannot be a decimal: before am, pm or hrs, or behind a date.
    static bool ReadMinutes(ref ReadOnlySpan<byte> text, bool mayHaveDot, out int minute, out int second)
    {
        (minute, second) = (0, 0);
        if (text.IsEmpty || (text[0] != ':' && !(mayHaveDot && text[0] == '.')) || Digits(text[1..]) != 2)
            return false;
        var colon = text[0] == ':';
        text = text[1..];
        if (!Next(ref text, 2, out minute) || !colon || text is not [(byte)':', ..])
            return true;
        text = text[1..];
        if (Digits(text) != 2 || !Next(ref text, 2, out second))
            return false;
        if (text is not [(byte)'.', ..])
            return true;
        var fraction = Digits(text[1..]);
        text = text[(1 + fraction)..];
        return fraction is >= 1 and <= 9;
    }

    /// <summary>Takes am, pm, p.m. or, behind 12, noon off the end: 0 none, 1 before noon, 2 after.</summary>
    static int TakeHalf(ref ReadOnlySpan<byte> text)
    {
        if (EndsIn(text, "noon"u8) && text.StartsWith("12"u8))
        {
            text = Trim(text[..^4]);
            return 2;
        }
        var rest = text is [.., (byte)'.'] ? text[..^1] : text;
        if (rest is not [.., (byte)'m' or (byte)'M']) return 0;
        rest = rest[..^1].TrimEnd(". "u8);
        if (rest is not [.., (byte)'a' or (byte)'A' or (byte)'p' or (byte)'P']) return 0;
        text = Trim(rest[..^1]);
        return (rest[^1] | 0x20) == 'a' ? 1 : 2;
    }

    /// <summary>Takes hrs, hours or h off the end.</summary>
    static bool TakeHours(ref ReadOnlySpan<byte> text)
    {
        var rest = text is [.., (byte)'.'] ? text[..^1] : text;
        var length = EndsIn(rest, "hours"u8) ? 5 : EndsIn(rest, "hrs"u8) ? 3 : EndsIn(rest, "hr"u8) ? 2 : EndsIn(rest, "h"u8) ? 1 : 0;
        if (length > 0) text = Trim(rest[..^length]);
        return length > 0;
    }

    static bool ReadOffset(ref ReadOnlySpan<byte> text, bool allowed, out bool hasOffset, out int offset)
    {
        (hasOffset, offset) = (false, 0);
        text = Trim(text); // SQL Server writes a blank before the offset
        if (!allowed || text.IsEmpty)
            return true;
        hasOffset = true;
        var sign = text[0] switch { (byte)'+' => 1, (byte)'-' => -1, (byte)'Z' => 0, _ => 2 };
        text = text[1..];
        if (sign is 0 or 2)
            return sign == 0;

        var digits = Digits(text);
        if (digits is not (2 or 4) || !Next(ref text, digits, out var hours))
            return false;
        var minutes = digits == 4 ? hours % 100 : 0;
        hours = digits == 4 ? hours / 100 : hours;
        if (digits == 2 && text is [(byte)':', ..])
        {
            text = text[1..];
            if (Digits(text) != 2 || !Next(ref text, 2, out minutes))
                return false;
        }
        offset = sign * (hours * 3600 + minutes * 60);
        return hours <= 14 && minutes <= 59;
    }
}

/// <summary>Which edge of a day a time is: programs write both for a day.</summary>
public enum DayEdge
{
    None,
    /// <summary>00:00:00.</summary>
    Start,
    /// <summary>23:59, or 24:00.</summary>
    End,
}
