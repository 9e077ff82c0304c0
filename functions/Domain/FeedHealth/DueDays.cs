using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Feeds;
using NodaTime;
using NodaTime.Text;

namespace FrontDoor.Domain.FeedHealth;

/// <summary>On which days a sender's files are due, and when each of those days is over: the due time and its grace have passed.</summary>
public sealed class DueDays
{
    readonly Expected _expected;
    readonly SchoolCalendar? _schools;
    readonly int _closeHours;

    DueDays(Expected expected, SchoolCalendar? schools, int lastDay)
    {
        (_expected, _schools, LastDay) = (expected, schools, lastDay);
        From = expected.From is { } from ? DayNumber.Of(from) : null;
        var by = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(expected.By).Value;
        _closeHours = (by.Hour * 60 + by.Minute + expected.GraceHours * 60 + 59) / 60; // up to the whole hour: the lake knows no finer
    }

    /// <summary>What the sender agreed to, or else the feed; school holidays are those of the first council it sends children of.</summary>
    public static DueDays Of(Feed feed, Sender sender)
    {
        var expected = sender.Expected ?? feed.Contract.Expected;
        var schools = !expected.NotOn.Contains(Expected.SchoolHolidays) ? null
            : new SchoolCalendar(SchoolTerms.Shipped.Of(sender.LaCodes.Count > 0 ? sender.LaCodes[0] : null), BankHolidays.Shipped);
        return new(expected, schools, DayNumber.Of(sender.Agreement.Ends));
    }

    /// <summary>The first day a file is due, where the contract says; else the sender's first file does.</summary>
    public int? From { get; }

    /// <summary>The last day of the sharing agreement: after it nothing is due, and nothing would be taken.</summary>
    public int LastDay { get; }

    /// <summary>Rows below which a day's files are worth a question, by the contract.</summary>
    public int MinimumRows => _expected.MinimumRows;

    /// <summary>Whether a file is due on this day, whatever <see cref="From"/> says.</summary>
    public bool IsDue(int day) => day <= LastDay && !IsLeftOut(day) && (_expected.Schedule switch
    {
        Expected.Daily => true,
        Expected.WorkingDays => !DayNumber.IsWeekend(day) && !IsBankHoliday(day),
        var weekday => weekday == Expected.Weekdays[DayNumber.DayOfWeek(day)],
    });

    /// <summary>A bank holiday, or a day this sender's calendar leaves out: no day to learn from, nor to measure by others.</summary>
    public bool IsHoliday(int day) => IsBankHoliday(day) || IsLeftOut(day);

    /// <summary>When the day is over. What is received from then on counts for the next.</summary>
    public Instant ClosesAt(int day) =>
        Instant.FromUnixTimeSeconds(London.ToUniversal(day * (long)DayNumber.SecondsADay + _closeHours * 3600L));

    /// <summary>The day for which something received then counts.</summary>
    public int DayOf(Instant received) => DayNumber.OfSeconds(London.ToLocalSeconds(received) - _closeHours * 3600L) + 1;

    // Outside the days the calendars know a file is due all the same: better one question too many than a silence nobody hears.
    bool IsLeftOut(int day) =>
        _expected.NotOn.Contains(Expected.BankHolidays) && IsBankHoliday(day)
        || _schools is { } schools && day >= DayNumber.Of(schools.Days.FirstDay) && day <= DayNumber.Of(schools.Days.LastDay)
        && !schools.IsTerm(DayNumber.ToLocalDate(day));

    static bool IsBankHoliday(int day) => s_bankHolidays.Contains(day);

    static readonly HashSet<int> s_bankHolidays = [.. BankHolidays.Shipped.Days.Select(holiday => DayNumber.Of(holiday.Date))];
}
