using FrontDoor.Domain.Calendars;

namespace FrontDoor.Domain.Clocks;

public static partial class TimeText
{
    /// <summary>Takes BST or GMT off the end, and gives its seconds ahead of UTC.</summary>
    static int? ReadZone(ref ReadOnlySpan<byte> text)
    {
        if (text.Length < 4 || (text[^1] | 0x20) != 't')
            return null;
        int? ahead = System.Text.Ascii.EqualsIgnoreCase(text[^3..], "BST"u8) ? 3600
            : System.Text.Ascii.EqualsIgnoreCase(text[^3..], "GMT"u8) ? 0 : null;
        if (ahead is not null)
            text = Trim(text[..^3]);
        return ahead;
    }

    // Many systems write GMT all year round. Where the clock in London did not show that time under that name, one of the two is wrong, and
    // which is not for us to say.
    static WrittenTime? InZone(WrittenTime time, int ahead) =>
        London.ToLocalSeconds(time.LocalSeconds - ahead) == time.LocalSeconds ? time with { HasOffset = true, OffsetSeconds = ahead }
        : null;

    /// <summary>A time of day; a midnight is what some systems write for none.</summary>
    public static bool IsTimeOfDay(ReadOnlySpan<byte> text)
    {
        text = Trim(text);
        TakeZone(ref text, isProgram: true, isMail: false);
        return TakeClock(text, isBehindDate: false, out var seconds) && seconds > 0;
    }

    // 2215 may be anything, 22:15 and 10pm are a time.
    static bool IsTime(ReadOnlySpan<byte> text) =>
        (text.Contains((byte)':') || text.ContainsAny("mM"u8))
        && ReadTime(text, offsetAllowed: true, isBehindDate: false, out _, out _, out _) == TimeReason.None;

    /// <param name="isBehindDate">A date stands before it: 22.15 is no number of hours.</param>
    static TimeReason ReadTime(ReadOnlySpan<byte> text, bool offsetAllowed, bool isBehindDate, out int seconds, out bool hasOffset,
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
