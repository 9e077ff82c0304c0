using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using NodaTime;
using NodaTime.Text;

namespace FrontDoor.Domain.Tests;

/// <summary>When a limit runs out, in every unit, against dates worked out by hand and against a slow count of our own.</summary>
public sealed class DeadlineRulesTests
{
    static readonly DeadlineRules usual = DeadlineRules.Usual;

    [Theory]
    [InlineData("24 clock hours", "2019-01-04 22:15", "2019-01-05 22:15:00")] // through a night
    // the clocks go forward: the wall says half past midnight, an hour on
    [InlineData("24 clock hours", "2019-03-30 23:30", "2019-03-31 23:30:00+1")]
    [InlineData("24 clock hours", "2019-10-26 23:30", "2019-10-27 23:30:00-1")] // and back
    [InlineData("1 working days", "2019-01-04 22:15", "2019-01-07 23:59:59")] // a Friday evening: all of Monday
    [InlineData("1 working days", "2019-01-05 10:00", "2019-01-07 23:59:59")] // a Saturday is day 0 all the same
    [InlineData("1 working days", "2018-12-24 09:00", "2018-12-27 23:59:59")] // Christmas
    [InlineData("15 working days", "2019-04-10 10:00", "2019-05-03 23:59:59")] // a conference over Easter
    [InlineData("45 working days", "2018-12-03 10:00", "2019-02-07 23:59:59")] // an assessment over Christmas
    [InlineData("5 calendar days", "2019-03-29 10:00", "2019-04-03 23:59:59")] // over the change of clocks
    [InlineData("10 school days", "2019-05-20 10:00", "2019-06-11 23:59:59")] // half term from 25 May to 2 June, INSET on 3 June
    [InlineData("4 working hours", "2019-01-04 15:00", "2019-01-07 11:00:00")] // Friday closes at 16:30: 1.5 h, then 2.5 h of Monday
    [InlineData("1 working hours", "2019-01-05 10:00", "2019-01-07 09:30:00")] // a Saturday starts to count on Monday at 08:30
    [InlineData("8 working hours", "2018-12-24 16:00", "2018-12-27 15:30:00")] // 1 h before Christmas, 7 h after
    public void A_limit_runs_out(string limit, string start, string due) => Assert.Equal(Local(due), Due(usual, Limit(limit), start));

    [Theory]
    [InlineData("15 working days", "2019-04-10 10:00", "2019-05-02 23:59:59")] // one day less than "after"
    [InlineData("1 working days", "2019-01-04 22:15", "2019-01-04 23:59:59")] // the day itself
    [InlineData("1 working days", "2019-01-05 10:00", "2019-01-07 23:59:59")] // a Saturday does not count, so Monday is the first
    [InlineData("5 calendar days", "2019-03-29 10:00", "2019-04-02 23:59:59")]
    public void Where_the_day_of_the_start_counts_the_limit_is_a_day_shorter(string limit, string start, string due) =>
        Assert.Equal(Local(due), Due(usual with { CountStartDay = true }, Limit(limit), start));

    [Theory]
    [InlineData("2019-01-03 16:59", "2019-01-04 23:59:59")] // Thursday, still open
    [InlineData("2019-01-03 17:00", "2019-01-07 23:59:59")] // closed: as if it came on Friday
    [InlineData("2019-01-04 16:45", "2019-01-08 23:59:59")] // Friday closes at 16:30: as if on Monday
    [InlineData("2019-01-05 10:00", "2019-01-08 23:59:59")] // Saturday: as if on Monday
    [InlineData("2018-12-24 18:00", "2018-12-28 23:59:59")] // as if on the 27th
    public void Where_after_hours_rolls_forward_the_next_working_day_is_day_0(string start, string due) =>
        Assert.Equal(Local(due), Due(usual with { AfterHoursRollsForward = true }, Limit("1 working days"), start));

    [Theory]
    [InlineData("2019-01-09 21:00", "2019-01-10 08:30:00")] // a Wednesday night in term
    [InlineData("2019-01-11 21:00", "2019-01-14 08:30:00")] // a Friday: before Monday's bell
    [InlineData("2019-05-02 21:00", "2019-05-03 08:30:00")] // before the May bank holiday
    [InlineData("2019-05-03 21:00", "2019-05-07 08:30:00")] // over it
    [InlineData("2019-05-24 21:00", "2019-05-28 09:00:00")] // into half term: the next working day, after the Spring bank holiday
    [InlineData("2019-05-31 21:00", "2019-06-04 08:30:00")] // out of half term: Monday is INSET, so Tuesday
    [InlineData("2019-08-14 03:00", "2019-08-15 09:00:00")] // deep in the summer
    public void Before_the_next_school_day_means_its_bell_and_in_the_holidays_the_next_working_day(string start, string due) =>
        Assert.Equal(Local(due), Due(usual with { By = 8 * 60 + 30, OutsideTermBy = 9 * 60 }, Limit("1 school days"), start));

    [Theory]
    [InlineData("2019-01-09 02:10", "2019-01-09 08:30:00")] // a night in term
    [InlineData("2019-01-09 08:30", "2019-01-10 08:30:00")] // the bell has gone
    [InlineData("2019-01-12 03:00", "2019-01-14 08:30:00")] // a Saturday
    [InlineData("2019-05-24 08:15", "2019-05-24 08:30:00")] // the last day before half term
    [InlineData("2019-05-24 08:45", "2019-05-28 09:00:00")] // the same day, after its bell
    [InlineData("2019-06-03 02:00", "2019-06-04 08:30:00")] // INSET is no school day, nor a holiday
    [InlineData("2019-08-14 03:00", "2019-08-14 09:00:00")]
    [InlineData("2019-08-14 09:00", "2019-08-15 09:00:00")]
    public void Where_the_day_counts_before_its_bell_what_happens_at_night_is_due_that_morning(string start, string due) =>
        Assert.Equal(Local(due),
        Due(usual with { By = 8 * 60 + 30, OutsideTermBy = 9 * 60, CountStartDayBeforeBy = true }, Limit("1 school days"), start));

    [Fact]
    public void Beyond_the_terms_known_is_no_holiday() => // which would give until nine o'clock
        Assert.False((usual with { By = 8 * 60 + 30, OutsideTermBy = 9 * 60 })
        .TryDue(Limit("1 school days"), Ticks("2027-10-05 21:00"), out _));

    [Theory]
    [InlineData("1 working days", "2027-12-31 10:00")] // beyond the bank holidays known
    [InlineData("1 school days", "2017-08-31 10:00")] // before the terms known
    [InlineData("9 working hours", "2027-12-31 10:00")]
    public void A_day_no_calendar_knows_has_no_answer(string limit, string start) =>
        Assert.False(usual.TryDue(Limit(limit), Ticks(start), out _));

    [Fact]
    public void Every_unit_agrees_with_a_slow_count_minute_by_minute_and_day_by_day()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        for (var round = 0; round < 400; round++)
        {
            var start = Instant.FromUtc(2018, 2, 1, 0, 0).Plus(Duration.FromMinutes(random.Next(8 * 365 * 24 * 60)));
            var limit = new Limit(random.Next(1, 30), (TimeUnit)random.Next(5));
            var reckoning = usual with { CountStartDay = random.Next(3) == 0 };
            Assert.True(reckoning.TryDue(limit, start.ToUnixTimeTicks(), out var due));
            Assert.True(Slow(reckoning, limit, start) == Instant.FromUnixTimeTicks(due),
                $"DOMAIN_TESTS_SEED={seed}, round {round}: {limit} from {start}: {Instant.FromUnixTimeTicks(due)}, slowly "
                + $"{Slow(reckoning, limit, start)}");
        }
    }

    [Fact]
    public void A_later_start_is_never_due_earlier_and_a_longer_limit_never_earlier_either()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++)
        {
            var start = Instant.FromUtc(2018, 2, 1, 0, 0).Plus(Duration.FromMinutes(random.Next(8 * 365 * 24 * 60))).ToUnixTimeTicks();
            var later = start + random.Next(1, 6 * 24 * 60) * NodaConstants.TicksPerMinute;
            var limit = new Limit(random.Next(1, 50), (TimeUnit)random.Next(5));
            var reckoning = usual with
            {
                CountStartDay = random.Next(2) == 0,
                AfterHoursRollsForward = random.Next(2) == 0,
                OutsideTermBy = random.Next(2) == 0 ? 540 : null,
                By = random.Next(2) == 0 ? 510 : null
            };
            if (reckoning is { By: not null, AfterHoursRollsForward: false })
                reckoning = reckoning with { CountStartDay = false, CountStartDayBeforeBy = random.Next(2) == 0 };
            Assert.True(reckoning.TryDue(limit, start, out var due) & reckoning.TryDue(limit, later,
                out var dueLater) & reckoning.TryDue(limit with { N = limit.N + 1 }, start, out var longer));
            Assert.True(due <= dueLater && due <= longer, $"DOMAIN_TESTS_SEED={seed}, round {round}: {limit}, {reckoning}: {start} due "
                + $"{due}, {later} due {dueLater}, one more due {longer}");
        }
    }

    /// <summary>Nothing shared with the code under test but the lists of days: steps on, a minute or a day at a time.</summary>
    static Instant Slow(DeadlineRules reckoning, Limit limit, Instant start)
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/London"];
        var day = start.InZone(zone).Date;
        if (limit.Unit == TimeUnit.ClockHours) return start.Plus(Duration.FromHours(limit.N));
        if (limit.Unit == TimeUnit.WorkingHours)
        {
            var minutes = limit.N * 60;
            var at = start;
            for (; minutes > 0; at = at.Plus(Duration.FromMinutes(1)))
                if (IsOpen(at.InZone(zone))) minutes--;
            return at;
        }
        var left = limit.N;
        if (reckoning.CountStartDay) day = day.PlusDays(-1);
        while (left > 0)
        {
            day = day.PlusDays(1);
            if (limit.Unit == TimeUnit.CalendarDays || IsWorking(day) && (limit.Unit == TimeUnit.WorkingDays || IsSchool(day))) left--;
        }
        return day.PlusDays(1).AtStartOfDayInZone(zone).ToInstant().Minus(Duration.FromTicks(1));
    }

    static bool IsOpen(ZonedDateTime at) => IsWorking(at.Date)
        && at.TimeOfDay >= new LocalTime(8, 30)
        && at.TimeOfDay < (at.DayOfWeek == IsoDayOfWeek.Friday ? new LocalTime(16, 30) : new LocalTime(17, 0));

    static bool IsWorking(LocalDate day) =>
        day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
        && BankHolidays.Shipped.Days.All(holiday => holiday.Date != day);

    static bool IsSchool(LocalDate day) =>
        SchoolTerms.Shipped.Of(null) is var year && year.Terms.Any(term => term.First <= day && day <= term.Last)
        && !year.Inset.Contains(day);

    static Limit Limit(string text) => text.Split(' ', 2) is [var n, var unit]
        ? new(int.Parse(n, System.Globalization.CultureInfo.InvariantCulture), TimeUnits.Table.Single(entry => entry.Name == unit).Unit)
        : throw new FormatException(text);

    static Instant Due(DeadlineRules reckoning, Limit limit, string start)
    {
        Assert.True(reckoning.TryDue(limit, Ticks(start), out var due));
        var at = Instant.FromUnixTimeTicks(due);
        return Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds()); // a day ends at its last tick; the tables say 23:59:59
    }

    static long Ticks(string local) => London.Resolve(TimeText.Parse(Encoding.UTF8.GetBytes(local))).Earliest.ToUnixTimeTicks();

    /// <summary>"+1" and "-1": as many hours beside what the wall shows at that time of day.</summary>
    static Instant Local(string text)
    {
        var beside = text.Length > 19 ? int.Parse(text[19..], System.Globalization.CultureInfo.InvariantCulture) : 0;
        var local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss").Parse(text[..19]).Value;
        return local.InZoneLeniently(DateTimeZoneProviders.Tzdb["Europe/London"]).ToInstant().Plus(Duration.FromHours(beside));
    }
}
