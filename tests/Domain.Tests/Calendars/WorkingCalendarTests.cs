using FrontDoor.Domain.Calendars;
using NodaTime;
using NodaTime.Text;

namespace FrontDoor.Domain.Tests;

public sealed class WorkingCalendarTests
{
    static readonly WorkingCalendar calendar = WorkingCalendar.EnglandAndWales;

    [Theory]
    [InlineData("2018-12-21", 1, "2018-12-24")] // Christmas Eve on a Monday is a working day
    [InlineData("2018-12-24", 1, "2018-12-27")] // both Christmas days between
    [InlineData("2019-04-18", 1, "2019-04-23")] // Maundy Thursday: Good Friday, weekend, Easter Monday
    [InlineData("2019-04-10", 15, "2019-05-03")] // a conference's 15 days over Easter
    [InlineData("2019-04-12", 45, "2019-06-20")] // an assessment's 45 days, four bank holidays
    [InlineData("2018-12-03", 45, "2019-02-07")] // 45 days over Christmas and New Year
    [InlineData("2022-05-27", 15, "2022-06-21")] // the Jubilee's two days
    [InlineData("2022-12-23", 1, "2022-12-28")] // Christmas on a Sunday, substitute on the Tuesday
    [InlineData("2023-05-05", 1, "2023-05-09")] // the Coronation
    [InlineData("2025-12-24", 1, "2025-12-29")] // Thursday and Friday off, then the weekend
    [InlineData("2026-12-24", 1, "2026-12-29")] // Boxing Day moved to Monday 28
    [InlineData("2026-03-27", 10, "2026-04-14")] // ten days over Easter
    [InlineData("2019-01-05", 1, "2019-01-07")] // a trigger on a Saturday is day 0 all the same
    [InlineData("2019-01-05", 0, "2019-01-05")] // nothing added
    [InlineData("2027-12-24", 3, "2027-12-31")] // the last working day known
    public void Adding_counts_from_the_day_after_the_trigger(string start, int n, string due) =>
        Assert.Equal(Day(due), calendar.AddWorkingDays(Day(start), n));

    [Theory]
    [InlineData("2019-01-04", "2019-01-08", 2)] // Friday to Tuesday
    [InlineData("2019-01-04", "2019-02-01", 20)] // four plain weeks
    [InlineData("2019-03-30", "2019-03-31", 0)] // a weekend
    [InlineData("2018-12-21", "2018-12-27", 2)] // 24 and 27
    [InlineData("2019-04-18", "2019-04-23", 1)] // Easter
    [InlineData("2019-01-07", "2019-01-07", 0)] // the trigger itself never counts
    public void Counting_leaves_out_the_first_day_and_takes_in_the_last(string from, string to, int days) =>
        Assert.Equal(days, calendar.CountWorkingDays(Day(from), Day(to)));

    [Fact]
    public void Every_day_known_is_working_exactly_when_it_is_a_weekday_and_no_bank_holiday()
    {
        HashSet<LocalDate> closed = [.. BankHolidays.Shipped.Days.Select(d => d.Date)];
        var seen = 0;
        for (var day = calendar.FirstDay; day <= calendar.LastDay; day = day.PlusDays(1), seen++)
            Assert.Equal(day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !closed.Contains(day),
                calendar.IsWorkingDay(day));

        Assert.Equal(3652, seen);
    }

    [Theory]
    [InlineData("2017-12-31")] // the day before
    [InlineData("2028-01-01")] // the day after
    public void A_day_the_calendar_does_not_know_is_an_error(string day)
    {
        Assert.Throws<OutsideCalendarException>(() => calendar.IsWorkingDay(Day(day)));
        Assert.Throws<OutsideCalendarException>(() => calendar.AddWorkingDays(Day(day), 1));
        Assert.Throws<OutsideCalendarException>(() => calendar.CountWorkingDays(Day(day), Day(day)));
        Assert.False(calendar.TryCount(DayNumber.Of(Day(day)), DayNumber.Of(Day("2019-01-04")), out _));
        Assert.False(calendar.TryCount(DayNumber.Of(Day("2019-01-04")), DayNumber.Of(Day(day)), out _));
    }

    [Fact]
    public void A_due_day_beyond_the_calendar_is_an_error_that_says_what_to_extend()
    {
        var error = Assert.Throws<OutsideCalendarException>(() => calendar.AddWorkingDays(Day("2027-12-24"), 4));

        Assert.Equal("4 working days after 2027-12-24 lies beyond 2027-12-31, the last day known; extend calendars/bank-holidays.json.",
            error.Message);
    }

    [Fact]
    public void Counting_backwards_is_refused()
    {
        Assert.Throws<ArgumentException>(() => calendar.CountWorkingDays(Day("2019-01-08"), Day("2019-01-04")));
        Assert.False(calendar.TryCount(DayNumber.Of(Day("2019-01-08")), DayNumber.Of(Day("2019-01-04")), out _));
    }

    [Fact]
    public void Adding_then_counting_gives_back_the_number_added()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        var span = DayNumber.Of(calendar.LastDay) - DayNumber.Of(calendar.FirstDay) - 400;
        for (var i = 0; i < 20_000; i++)
        {
            var (start, n) = (calendar.FirstDay.PlusDays(random.Next(span)), random.Next(1, 200));
            var due = calendar.AddWorkingDays(start, n);

            Assert.True(calendar.IsWorkingDay(due), $"seed {seed}: {start} + {n} falls on {due}, no working day");
            Assert.True(calendar.CountWorkingDays(start, due) == n,
                $"seed {seed}: {start} + {n} = {due} counts {calendar.CountWorkingDays(start, due)}");
            Assert.True(calendar.CountWorkingDays(start, due.PlusDays(-1)) == n - 1,
                $"seed {seed}: {start} + {n} = {due} is not the first such day");
            var split = random.Next(n);
            Assert.True(calendar.AddWorkingDays(calendar.AddWorkingDays(start, split), n - split) == due,
                $"seed {seed}: {start} + {split} + {n - split}");
        }
    }

    static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
