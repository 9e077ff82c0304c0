using System.Globalization;
using FrontDoor.Domain.Calendars;

namespace FrontDoor.Domain.Clocks;

/// <summary>Which of day and month the two numbers in front of a date can be.</summary>
public enum DateOrder : byte
{
    /// <summary>No date of three numbers, or no such day either way.</summary>
    None,

    /// <summary>Both could be the month, and it makes a difference.</summary>
    Either,
    DayFirst,
    MonthFirst,
}

/// <summary>Writes dates anew that <see cref="Parse"/> refuses alone, where what the rest of the file or the day of receipt says leaves one
/// reading.</summary>
public static partial class TimeText
{
    /// <summary>Room for any cell written anew, unless the cell is longer.</summary>
    public const int RestatedLength = 64;

    // Excel's day 1 is 1900-01-01, and it has a 29 February 1900: from March 1900 on this is day 0. On old Macs day 0 is 1904-01-01.
    const int SerialZero = -25569, SerialsOf1904 = 1462, FirstSerial = 20000, LastSerial = 80000;

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
        text.Length >= DayLength && text[4] is (byte)'-' or (byte)'/' or (byte)'.' && text[7] == text[4] && Four(text, 0) >= 0
        && Two(text, 5) is > 12 and var day && Two(text, 8) is > 0 and <= 12 and var month && IsDay(month, day);

    /// <summary>The days that a cell means, read day first and month first; the same twice where it says its order itself, null where it is
    /// no date.</summary>
    public static (int DayFirst, int MonthFirst)? DaysOf(ReadOnlySpan<byte> text, int receivedOn)
    {
        text = Trim(text);
        if (OrderOf(text) == DateOrder.None) return ParseDay(text) is { } day ? (day, day) : null;
        Span<byte> restated = stackalloc byte[RestatedLength];
        var monthFirst = ParseDay(restated[..FromMonthFirst(text, receivedOn, restated)]);
        var dayFirst = ParseDay(text) ?? ParseDay(restated[..WithCentury(text, receivedOn, restated)]);
        return (dayFirst ?? monthFirst, monthFirst ?? dayFirst) is ({ } one, { } other) ? (one, other) : null;
    }

    /// <summary>Whether the time in a cell is the start of a day; null where it has none, or none that can be read.</summary>
    public static bool? IsMidnight(ReadOnlySpan<byte> text, int receivedOn)
    {
        text = Trim(text);
        // a day alone, but for seconds since 1970
        if (text.Length < 10 || text.Length == 10 && !char.IsAsciiDigit((char)text[2])) return null;
        if (text.Length is 16 or 19 && text[10] is (byte)' ' or (byte)'T' && text[13] == ':' && Two(text, 11) is >= 0 and var hour
            && Two(text, 14) is >= 0 and var minute && (text.Length == 16 || Two(text, 17) >= 0))
            return hour + minute == 0 && (text.Length == 16 || Two(text, 17) == 0);
        Span<byte> restated = stackalloc byte[RestatedLength];
        var time = Parse(text);
        if (time.IsUnusable && OrderOf(text) == DateOrder.MonthFirst) time = Parse(restated[..FromMonthFirst(text, receivedOn, restated)]);
        else if (time.Reason == TimeReason.TwoDigitYear) time = Parse(restated[..WithCentury(text, receivedOn, restated)]);
        return time.Form == TimeForm.Minute ? time.IsMidnight : null;
    }

    /// <summary>The same of a cell that holds a time of day alone.</summary>
    public static bool? IsMidnightAlone(ReadOnlySpan<byte> text)
    {
        text = Trim(text);
        TakeZone(ref text, isProgram: true, isMail: false);
        return TakeClock(text, isBehindDate: false, out var seconds) ? seconds == 0 : null;
    }

    /// <summary>A month-first date as yyyy-MM-dd, the time behind it as it is; 0 where it is no date of three numbers.</summary>
    public static int FromMonthFirst(ReadOnlySpan<byte> text, int receivedOn, Span<byte> into)
    {
        text = Trim(text);
        if (Numbers(text) is not { } date) return 0;
        text = text[(date.FirstLength + date.SecondLength + 2)..];
        var digits = Digits(text);
        Next(ref text, digits, out var year);
        if (text.Length + 10 > into.Length) return 0;
        if (digits == 2) year = Century(year, receivedOn);
        System.Text.Unicode.Utf8.TryWrite(into, CultureInfo.InvariantCulture, $"{year:0000}-{date.First:00}-{date.Second:00}",
            out var written);
        text.CopyTo(into[written..]);
        return written + text.Length;
    }

    /// <summary>A date with a year of two digits with the latest century that is not beyond a year after receipt; 0 where it is
    /// none.</summary>
    public static int WithCentury(ReadOnlySpan<byte> text, int receivedOn, Span<byte> into)
    {
        text = Trim(text);
        TakeWeekday(ref text);
        var end = text.IndexOf((byte)' ') is > 0 and var blank ? blank : text.Length;
        // 1 March 19, 1st March 19: blanks within the date
        if (Digits(text) is var digits && (end == digits || end == digits + 2 && digits > 0 && char.IsAsciiLetter((char)text[digits])))
            end = EndOfSpacedDate(text);
        if (end < 6 || text.Length + 2 > into.Length || Digits(text[(end - 2)..end]) != 2 || char.IsAsciiDigit((char)text[end - 3]))
            return 0;
        var year = Century(Two(text, end - 2), receivedOn);
        text[..(end - 2)].CopyTo(into);
        year.TryFormat(into[(end - 2)..], out _, provider: CultureInfo.InvariantCulture);
        text[end..].CopyTo(into[(end + 2)..]);
        return text.Length + 2;
    }

    /// <summary>
    /// A spreadsheet's serial number as a date, and a time where it has a fraction; 0 where it is none. Two systems count 1,462 days apart:
    /// only a number that
    /// in the one of old Macs would lie after receipt is certain.
    /// </summary>
    public static int FromSerial(ReadOnlySpan<byte> text, int receivedOn, Span<byte> into)
    {
        text = Trim(text);
        if (text.Length is < 5 or > 24 || !System.Buffers.Text.Utf8Parser.TryParse(text, out decimal serial, out var used)
            || used != text.Length) return 0;
        if (serial is < FirstSerial or > LastSerial || text.ContainsAnyExceptInRange((byte)'.', (byte)'9')) return 0;
        var minutes = (long)Math.Round((serial + SerialZero) * 1440);
        if (serial != Math.Truncate(serial) && Math.Abs((serial + SerialZero) * 1440 - minutes) > 0.02m)
            minutes = (long)Math.Floor((serial + SerialZero) * 1440);
        var day = (int)(minutes / 1440);
        if (day > receivedOn || day + SerialsOf1904 <= receivedOn) return 0;
        var (year, month, of) = DayNumber.Parts(day);
        var isDay = serial == Math.Truncate(serial);
        var written = isDay
            ? System.Text.Unicode.Utf8.TryWrite(into, CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{of:00}", out var bytes)
            : System.Text.Unicode.Utf8.TryWrite(into, CultureInfo.InvariantCulture,
            $"{year:0000}-{month:00}-{of:00} {minutes % 1440 / 60:00}:{minutes % 60:00}", out bytes);
        return written ? bytes : 0;
    }

    /// <summary>Room for a day as <see cref="WriteDay"/> writes it.</summary>
    public const int DayLength = 10;

    /// <summary>A day as yyyy-MM-dd.</summary>
    public static void WriteDay(int day, Span<byte> into)
    {
        var (year, month, of) = DayNumber.Parts(day);
        System.Text.Unicode.Utf8.TryWrite(into, CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{of:00}", out _);
    }

    static int Century(int year, int receivedOn)
    {
        var latest = DayNumber.Parts(receivedOn).Year + 1;
        year += latest / 100 * 100;
        return year > latest ? year - 100 : year;
    }

    static bool IsDay(int month, int day) => DayNumber.Exists(2000, month, day);

    static int EndOfSpacedDate(ReadOnlySpan<byte> text)
    {
        var month = text.IndexOf((byte)' ') + 1;
        var year = month > 0 ? text[month..].IndexOf((byte)' ') : -1;
        if (year < 0) return 0;
        var end = month + year + 1;
        return end + Digits(text[end..]);
    }

    /// <summary>The two numbers in front of a date of three, the same mark between them: 4/13/2019, 04.13.19.</summary>
    static (int First, int FirstLength, int Second, int SecondLength)? Numbers(ReadOnlySpan<byte> text)
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
}
