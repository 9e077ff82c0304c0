using FrontDoor.Domain.Calendars;
using static FrontDoor.Domain.Clocks.DateText;
using static FrontDoor.Domain.Clocks.ProgramTime;
using static FrontDoor.Domain.Clocks.TextScan;
using static FrontDoor.Domain.Clocks.TimeOfDayText;
using static FrontDoor.Domain.Clocks.ZoneText;

namespace FrontDoor.Domain.Clocks;

/// <summary>Reads the dates and times that agencies write, day first always, and refuses what it would have to guess.</summary>
public static class TimeText
{
    /// <summary>Reads one cell; never throws and never allocates.</summary>
    public static WrittenTime Parse(ReadOnlySpan<byte> text)
    {
        text = Trim(text);
        if (text.IsEmpty)
            return default;
        return TryUsual(text, out var usual) ? usual : ParseAny(text);
    }

    /// <summary>The day of a cell, in days since 1970-01-01, or null when blank or unusable; any time is dropped.</summary>
    public static int? ParseDay(ReadOnlySpan<byte> text) => Parse(text) is { IsUsable: true } time ? time.Day : null;

    /// <summary>Joins a date cell with the time cell beside it; a time that cannot be read leaves the day standing.</summary>
    public static WrittenTime Combine(WrittenTime date, ReadOnlySpan<byte> time)
    {
        time = Trim(time);
        if (date.Form == TimeForm.Unusable)
            return date;
        if (date.Form == TimeForm.Absent)
            return time.IsEmpty ? date : WrittenTime.Refused(TimeReason.DateMissing);

        if (date.EndsDay)
            return time.IsEmpty ? date : WrittenTime.OnDay(date.Day - 1) with { Reason = TimeReason.TimeOfDayConflict };

        // Excel and JSON writers put a midnight into a date that has its own time cell: it says the day and no more.
        var bare = Bare(date);
        if (time.IsEmpty)
            return bare;
        var zone = TakeZone(ref time, isProgram: !time.Contains((byte)'-'), isMail: false);
        if (!TakeClock(time, isBehindDate: false, out var seconds))
            return WrittenTime.OnDay(bare.Day) with { Reason = TimeReason.TimeOfDayUnusable };
        if (bare.Form == TimeForm.Minute && date.HasOffset && zone.Ahead == date.OffsetSeconds
            && date.LocalSeconds == DayStart(date) + seconds)
            return date;
        if (bare.Form == TimeForm.Minute && bare.LocalSeconds != DayStart(bare) + seconds)
            return WrittenTime.OnDay(bare.Day) with { Reason = TimeReason.TimeOfDayConflict };
        var joined = bare.Form == TimeForm.Minute ? bare : new(TimeForm.Minute, bare.LocalSeconds + seconds);
        return zone.On(joined) ?? WrittenTime.OnDay(bare.Day) with { Reason = TimeReason.TimeOfDayUnusable };
    }

    static WrittenTime Bare(WrittenTime date)
    {
        if (date.Form == TimeForm.Day || date.LocalSeconds == DayStart(date))
            return WrittenTime.OnDay(date.Day);
        if (!date.HasOffset)
            return date;
        var london = London.ToLocalSeconds(date.LocalSeconds - date.OffsetSeconds);
        var local = new WrittenTime(TimeForm.Minute, london);
        return london == DayStart(local) ? WrittenTime.OnDay(local.Day) : local;
    }

    static long DayStart(WrittenTime time) => time.Day * (long)DayNumber.SecondsADay;

    static WrittenTime ParseAny(ReadOnlySpan<byte> text) => OfPeople(text) is var read && read.Reason == TimeReason.Unreadable
        ? ProgramTime.Read(text) : read;

    static WrittenTime OfPeople(ReadOnlySpan<byte> text)
    {
        var whole = text;
        var reason = ReadDate(ref text, out var day, out var yearFirst);
        if (reason == TimeReason.Unreadable && IsTime(whole))
            reason = TimeReason.DateMissing;
        if (reason != TimeReason.None)
            return WrittenTime.Refused(reason);
        if (text.IsEmpty)
            return WrittenTime.OnDay(day);

        if (yearFirst && text[0] == 'T')
            text = text[1..];
        else if (LeadingSpace(text) > 0)
            text = Trim(text);
        else
            return WrittenTime.Refused(TimeReason.Unreadable);
        var zone = ReadZone(ref text);
        reason = ReadTime(text, yearFirst && zone is null, isBehindDate: true, out var seconds, out var hasOffset, out var offset);
        if (reason != TimeReason.None)
            return WrittenTime.Refused(reason);
        var time = new WrittenTime(TimeForm.Minute, day * (long)DayNumber.SecondsADay + seconds, hasOffset,
            offset)
        { EndsDay = seconds == DayNumber.SecondsADay };
        return zone is null ? time : InZone(time, zone.Value) ?? WrittenTime.Refused(TimeReason.Impossible);
    }

    // The two forms nearly every row has: dd/MM/yyyy HH:mm[:ss] and yyyy-MM-dd(T| )HH:mm[:ss]. Anything odd goes the long way.
    static bool TryUsual(ReadOnlySpan<byte> text, out WrittenTime time)
    {
        time = default;
        if (text.Length is not (10 or 16 or 19))
            return false;
        int year, month, day;
        if (text[2] == '/' && text[5] == '/')
            (day, month, year) = (Two(text, 0), Two(text, 3), Four(text, 6));
        else if (text[4] == '-' && text[7] == '-')
            (year, month, day) = (Four(text, 0), Two(text, 5), Two(text, 8));
        else
            return false;
        if ((day | month | year) < 0 || !DayNumber.TryFrom(year, month, day, out var number) || IsPlaceholder(number))
            return false;
        time = new(TimeForm.Day, number * (long)DayNumber.SecondsADay);
        return text.Length == 10 || TryUsualTime(text, ref time);
    }

    static bool TryUsualTime(ReadOnlySpan<byte> text, ref WrittenTime time)
    {
        if (text[13] != ':' || (text[10] != ' ' && (text[10] != 'T' || text[4] != '-')))
            return false;
        int hour = Two(text, 11), minute = Two(text, 14), second = 0;
        if (text.Length == 19)
            second = text[16] == ':' ? Two(text, 17) : -1;
        if ((uint)hour > 23 || (uint)minute > 59 || (uint)second > 59)
            return false;
        time = new(TimeForm.Minute, time.LocalSeconds + hour * 3600 + minute * 60 + second);
        return true;
    }
}
