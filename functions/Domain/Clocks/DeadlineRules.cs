using FrontDoor.Domain.Calendars;
using NodaTime;

namespace FrontDoor.Domain.Clocks;

/// <summary>How limits are counted: in whose calendars, from which day, and until what time of the last one.</summary>
/// <remarks>
/// Day 0 is the day of the start, and never counts: "15 working days after" (Working Together to Safeguard Children 2018 and 2023). A day
/// limit ends with its
/// last day. Some tools count the day of the start as the first; <see cref="CountStartDay"/> gives their answer, a day earlier.
/// </remarks>
public sealed record DeadlineRules
{
    /// <summary>England and Wales, and the school terms and office hours that stand for councils that gave none.</summary>
    public static DeadlineRules Usual { get; } = new();

    public WorkingCalendar Working { get; init; } = WorkingCalendar.EnglandAndWales;

    /// <summary>Read when a limit first needs it: few clocks count school days.</summary>
    public SchoolCalendar School { get => field ?? SchoolCalendar.Usual; init; }

    /// <summary>Read when a limit first needs it.</summary>
    public OpeningHours Hours { get => field ?? TeamHours.Shipped.Of(null); init; }

    /// <summary>The day of the start is the first day counted, when it is one that counts.</summary>
    public bool CountStartDay { get; init; }

    /// <summary>The day of the start is the first day counted where it starts before <see cref="By"/>: to tell a school before its next day
    /// begins, what happens at night is due that morning.</summary>
    public bool CountStartDayBeforeBy { get; init; }

    /// <summary>A start after the team has closed, or on a day it is closed, counts as made on the next working day. Working Together does
    /// not say so, so it is off.</summary>
    public bool AfterHoursRollsForward { get; init; }

    /// <summary>Whether each result says that its clock started while the team was open. It changes no limit.</summary>
    public bool TellOfficeHours { get; init; }

    /// <summary>Until this local time of the last day, in minutes since midnight; null: until the day ends.</summary>
    public int? By { get; init; }

    /// <summary>For a limit of the next school day: when the next working day lies in no term, until this local time of that day instead,
    /// in minutes since midnight. The duty goes on in the holidays.</summary>
    public int? OutsideTermBy { get; init; }

    /// <summary>The last tick since 1970 that is still in time, for a start at this tick. False: a day that matters lies in no calendar
    /// known.</summary>
    public bool TryDue(Limit limit, long start, out long due) => TimeUnits.Of(limit.Unit).TryDue(this, limit.N, start, out due);

    internal static bool TryClockHours(DeadlineRules rules, int n, long start, out long due)
    {
        due = start + n * NodaConstants.TicksPerHour;
        return true;
    }

    internal static bool TryCalendarDays(DeadlineRules rules, int n, long start, out long due)
    {
        due = rules.EndOf(DayOf(start) + n - (rules.CountStartDay ? 1 : 0));
        return true;
    }

    internal static bool TryWorkingDays(DeadlineRules rules, int n, long start, out long due) =>
        rules.TryDays(rules.Working.Days, n, start, out due);

    internal static bool TrySchoolDays(DeadlineRules rules, int n, long start, out long due) => rules.TrySchoolDays(n, start, out due);

    internal static bool TryWorkingHours(DeadlineRules rules, int n, long start, out long due) => rules.TryWorkingHours(n, start, out due);

    bool TryDays(CountedDays days, int n, long start, out long due)
    {
        due = 0;
        if (!TryDay0(start, out var day0) || !days.TryAdd(day0 - (CountStartDay || IsBefore(By, start, day0) ? 1 : 0), n, out var last))
            return false;
        due = EndOf(last);
        return true;
    }

    bool TrySchoolDays(int n, long start, out long due)
    {
        due = 0;
        if (!TryDay0(start, out var day0)) return false;
        if (n == 1 && OutsideTermBy is { } by)
        {
            var opens = School.IsTerm(DayNumber.ToLocalDate(day0)) ? By : by;
            if (!Working.Days.TryAdd(day0 - (IsBefore(opens, start, day0) ? 1 : 0), 1, out var next)
                || !School.Days.TryCount(next, next, out _)) return false;
            if (School.IsTerm(DayNumber.ToLocalDate(next))) return TryDays(School.Days, n, start, out due);
            due = At(next, by);
            return true;
        }
        return TryDays(School.Days, n, start, out due);
    }

    bool IsBefore(int? opens, long start, int day0) => CountStartDayBeforeBy && opens is { } minute && start < At(day0, minute);

    /// <summary>Whether the day of this tick lies in no term. Ask of a day the calendar knows.</summary>
    internal bool IsOutsideTerm(long ticks) => !School.IsTerm(DayNumber.ToLocalDate(DayOf(ticks)));

    /// <summary>The last tick of the day so many days before the day of this one.</summary>
    internal static long EndOfDaysBefore(int n, long ticks) => At(DayOf(ticks) - n + 1, 0) - 1;

    /// <summary>The day of the start; the next working day where what comes after hours rolls forward.</summary>
    bool TryDay0(long start, out int day0)
    {
        var local = London.ToLocalSeconds(start / NodaConstants.TicksPerSecond);
        day0 = DayNumber.OfSeconds(local);
        if (!AfterHoursRollsForward) return true;
        if (!Working.Days.TryCount(day0 - 1, day0, out var isWorking)) return false;
        var minute = (local - (long)day0 * DayNumber.SecondsADay) / 60;
        return isWorking == 1 && Hours.ClosesOn(day0) is { } closes && minute < closes || Working.Days.TryAdd(day0, 1, out day0);
    }

    /// <summary>Whether the team was open at whichever of these ticks it was; null where that differs, or a day lies in no calendar
    /// known.</summary>
    internal bool? IsOpen(long first, long last)
    {
        if (last - first >= NodaConstants.TicksPerHour && DayOf(first) is var day && Working.Days.TryCount(day - 1, day, out var isWorking))
            // a date alone: the whole of a day that is closed, or nobody knows
            return isWorking == 1 && Hours.ClosesOn(day) is not null ? null : false;
        return IsOpen(first) is var open && open == IsOpen(last) ? open : null;
    }

    bool? IsOpen(long tick)
    {
        var local = London.ToLocalSeconds(tick / NodaConstants.TicksPerSecond);
        var day = DayNumber.OfSeconds(local);
        if (!Working.Days.TryCount(day - 1, day, out var isWorking)) return null;
        var minute = (int)(local - (long)day * DayNumber.SecondsADay) / 60;
        if (isWorking == 1)
            foreach (var span in Hours.On(day))
                if (minute >= span.From && minute < span.To) return true;
        return false;
    }

    bool TryWorkingHours(int n, long start, out long due)
    {
        due = 0;
        var left = n * NodaConstants.TicksPerHour;
        for (var day = DayOf(start); Working.Days.TryCount(day - 1, day, out var isWorking); day++)
        {
            if (isWorking == 0) continue;
            foreach (var span in Hours.On(day))
            {
                var (opens, closes) = (Math.Max(start, At(day, span.From)), At(day, span.To));
                if (closes <= opens) continue;
                if (left <= closes - opens)
                {
                    due = opens + left;
                    return true;
                }
                left -= closes - opens;
            }
        }
        return false;
    }

    long EndOf(int day) => By is { } by ? At(day, by) : At(day + 1, 0) - 1;

    static int DayOf(long ticks) => DayNumber.OfSeconds(London.ToLocalSeconds(ticks / NodaConstants.TicksPerSecond));

    static long At(int day, int minute) =>
        London.ToUniversal((long)day * DayNumber.SecondsADay + minute * 60L) * NodaConstants.TicksPerSecond;
}
