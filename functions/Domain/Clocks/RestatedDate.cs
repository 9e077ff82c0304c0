using System.Globalization;
using FrontDoor.Domain.Calendars;
using static FrontDoor.Domain.Clocks.TextScan;

namespace FrontDoor.Domain.Clocks;

/// <summary>Writes dates anew that <see cref="TimeText.Parse"/> refuses alone, where what the rest of the file or the day of receipt says
/// leaves one reading.</summary>
public static class RestatedDate
{
    /// <summary>Room for any cell written anew, unless the cell is longer.</summary>
    public const int Length = 64;

    // Excel's day 1 is 1900-01-01, and it has a 29 February 1900: from March 1900 on this is day 0. On old Macs day 0 is 1904-01-01.
    const int SerialZero = -25569, SerialsOf1904 = 1462, FirstSerial = 20000, LastSerial = 80000;

    /// <summary>A month-first date as yyyy-MM-dd, the time behind it as it is; 0 where it is no date of three numbers.</summary>
    public static int FromMonthFirst(ReadOnlySpan<byte> text, int receivedOn, Span<byte> into)
    {
        text = Trim(text);
        if (DateOrders.Numbers(text) is not { } date) return 0;
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
        ProgramTime.TakeWeekday(ref text);
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

    static int EndOfSpacedDate(ReadOnlySpan<byte> text)
    {
        var month = text.IndexOf((byte)' ') + 1;
        var year = month > 0 ? text[month..].IndexOf((byte)' ') : -1;
        if (year < 0) return 0;
        var end = month + year + 1;
        return end + Digits(text[end..]);
    }
}
