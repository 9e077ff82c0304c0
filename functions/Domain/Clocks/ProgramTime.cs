using FrontDoor.Domain.Calendars;
using static FrontDoor.Domain.Clocks.DateOrders;
using static FrontDoor.Domain.Clocks.DateText;
using static FrontDoor.Domain.Clocks.TextScan;
using static FrontDoor.Domain.Clocks.TimeOfDayText;
using static FrontDoor.Domain.Clocks.ZoneText;

namespace FrontDoor.Domain.Clocks;

/// <summary>The forms that databases, mail, health messages and programs write, each of one meaning: 20190118221500+0000, Fri Jan 18 2019
/// 22:15:00 GMT+0000, 18-JAN-2019 10.15.00.000000 PM.</summary>
static class ProgramTime
{
    /// <summary>Milliseconds since 1970 of .NET's first day, which stands for none.</summary>
    const long FirstDayOfNet = -62135596800000;

    /// <summary>Beyond the years accepted on either side.</summary>
    const long LastMillisecond = 4_200_000_000_000;

    /// <summary>What none of the forms of people is.</summary>
    public static WrittenTime Read(ReadOnlySpan<byte> text)
    {
        if (SinceEpoch(text) is { } moment) return moment;
        var isMail = text.Contains((byte)',');
        var weekday = TakeWeekday(ref text);
        isMail &= weekday >= 0;
        // what day and month are is voted on without the weekday
        if (weekday >= 0 && Numbers(text) is not null) return WrittenTime.Refused(TimeReason.Unreadable);
        var reason = TakeDate(ref text, out var day, out var isYearFirst);
        if (reason != TimeReason.None) return WrittenTime.Refused(reason);
        if (weekday >= 0 && weekday != DayNumber.DayOfWeek(day)) return WrittenTime.Refused(TimeReason.Impossible);
        var zone = TakeZone(ref text, isYearFirst || weekday >= 0, isMail);
        if (text.IsEmpty) return zone.Ahead is null || isYearFirst && !zone.MustHold ? WrittenTime.OnDay(day)
            : WrittenTime.Refused(TimeReason.Unreadable);
        if (!TakeClock(text, isBehindDate: true, out var seconds)) return WrittenTime.Refused(TimeReason.Unreadable);
        var time = new WrittenTime(
            TimeForm.Minute, day * (long)DayNumber.SecondsADay + seconds)
        { EndsDay = seconds == DayNumber.SecondsADay };
        return zone.On(time) ?? WrittenTime.Refused(TimeReason.Impossible);
    }

    /// <summary>
    /// Time since 1970: 10 digits of seconds, 13 of milliseconds, as JavaScript counts, or /Date(...)/, which .NET writes in JSON. Ten
    /// digits whose third and fourth
    /// could be a month may be 1801042215 without its century, and a beginning of 19 or 20 a year: those are not read.
    /// </summary>
    static WrittenTime? SinceEpoch(ReadOnlySpan<byte> text)
    {
        var isJson = text.StartsWith("/Date("u8) && text.EndsWith(")/"u8);
        if (isJson) text = text[6..^2];
        // says where it was written, and moves nothing
        if (isJson && text.Length > 5 && text[^5] is (byte)'+' or (byte)'-' && Digits(text[^4..]) == 4) text = text[..^5];
        if (!isJson && (text.Length is not (10 or 13) || text[0] == '0' || Digits(text) != text.Length)) return null;
        if (!System.Buffers.Text.Utf8Parser.TryParse(text, out long number, out var used) || used != text.Length) return null;
        if (!isJson && text.Length == 10)
        {
            if (text[0] != '1' || text[1] == '9' || Two(text, 2) is > 0 and <= 12) return null;
            number *= 1000;
        }
        if (number == FirstDayOfNet) return WrittenTime.Refused(TimeReason.Placeholder);
        if (number is <= -LastMillisecond or >= LastMillisecond) return WrittenTime.Refused(TimeReason.YearOutOfRange);
        var seconds = (long)Math.Floor(number / 1000m);
        var (year, month, of) = DayNumber.Parts(DayNumber.OfSeconds(seconds));
        return Settle(year, month, of, out _) is var reason && reason != TimeReason.None ? WrittenTime.Refused(reason)
            : new WrittenTime(TimeForm.Minute, seconds, HasOffset: true);
    }

    /// <summary>Takes the date from the front, and what parts it from the time behind it; a year that stands behind the time is taken from
    /// there.</summary>
    static TimeReason TakeDate(ref ReadOnlySpan<byte> text, out int day, out bool isYearFirst)
    {
        isYearFirst = false;
        if (!text.IsEmpty && char.IsAsciiLetter((char)text[0])) return TakeMonthAndDay(ref text, out day);
        if (Digits(text) is 12 or 14)
        {
            isYearFirst = true;
            var compact = text[..8];
            text = text[8..];
            return ReadDate(ref compact, out day, out _);
        }
        var reason = TakeRunTogether(ref text, out day) is { } read ? read : ReadDate(ref text, out day, out isYearFirst);
        return reason != TimeReason.None || TakeGap(ref text, isYearFirst) ? reason : TimeReason.Unreadable;
    }

    /// <summary>18JAN2019, as SAS writes it; null where it is none.</summary>
    static TimeReason? TakeRunTogether(ref ReadOnlySpan<byte> text, out int day)
    {
        day = 0;
        var digits = Digits(text);
        if (digits is not (1 or 2) || text.Length < digits + 7 || Digits(text[(digits + 3)..]) != 4) return null;
        var rest = text;
        Next(ref rest, digits, out var of);
        if (!MonthNames.Read(ref rest, rest[3], out var month)) return null;
        Next(ref rest, 4, out var year);
        text = rest;
        return Settle(year, month, of, out day);
    }

    /// <summary>Jan 18 2019, January 18, 2019, Jan 18 22:15:00 GMT 2019.</summary>
    static TimeReason TakeMonthAndDay(ref ReadOnlySpan<byte> text, out int day)
    {
        day = 0;
        if (!MonthNames.Read(ref text, (byte)' ', out var month)) return TimeReason.Unreadable;
        text = Trim(text);
        var digits = Digits(text);
        if (digits is not (1 or 2) || !Next(ref text, digits, out var of)) return TimeReason.Unreadable;
        TakeOrdinal(ref text, of);
        if (text is [(byte)',', ..]) text = text[1..];
        if (LeadingSpace(text) == 0) return TimeReason.Unreadable;
        text = Trim(text);
        if (Digits(text) == 4 && Next(ref text, 4, out var year))
            return TakeGap(ref text, isYearFirst: false) ? Settle(year, month, of, out day) : TimeReason.Unreadable;
        if (text.Length < 6 || text[^5] != ' ' || Digits(text[^4..]) != 4) return TimeReason.Unreadable;
        var behind = text[^4..];
        Next(ref behind, 4, out year);
        text = Trim(text[..^4]);
        return Settle(year, month, of, out day);
    }

    /// <summary>T, a blank, a comma; the colon of web servers behind a named month; the hyphen of DB2, whose times have dots.</summary>
    static bool TakeGap(ref ReadOnlySpan<byte> text, bool isYearFirst)
    {
        if (text.IsEmpty) return true;
        if (text[0] == ',') text = text[1..];
        else if (isYearFirst && text[0] is (byte)'T' or (byte)'t' || text[0] == ':') return Digits(text = text[1..]) > 0;
        else if (isYearFirst && text is [(byte)'-', _, _, (byte)'.', ..]) return Digits(text = text[1..]) == 2;
        else if (isYearFirst && text[0] is (byte)'+' or (byte)'-' or (byte)'Z' or (byte)'z') return true; // xs:date with an offset
        if (LeadingSpace(text) == 0) return false;
        text = Trim(text);
        if (text.StartsWith("at "u8)) text = Trim(text[3..]);
        else if (text is [(byte)'@', ..] or [(byte)'-', (byte)' ', ..]) text = Trim(text[1..]);
        return true;
    }

    /// <summary>Takes a weekday and what parts it from the date; 0 is Monday, -1 none.</summary>
    public static int TakeWeekday(ref ReadOnlySpan<byte> text)
    {
        var letters = 0;
        while (letters < text.Length && char.IsAsciiLetter((char)text[letters])) letters++;
        if (letters < 3 || letters == text.Length) return -1;
        for (var weekday = 0; weekday < 7; weekday++)
        {
            var name = Weekdays.Slice(weekday * 9, 9).TrimEnd((byte)' ');
            if (letters != 3 && letters != name.Length || !System.Text.Ascii.EqualsIgnoreCase(text[..letters], name[..letters])) continue;
            var rest = text[letters..];
            if (rest[0] == ',') rest = rest[1..];
            if (LeadingSpace(rest) == 0) return -1;
            text = Trim(rest);
            return weekday;
        }
        return -1;
    }

    static ReadOnlySpan<byte> Weekdays => "monday   tuesday  wednesdaythursday friday   saturday sunday   "u8;
}
