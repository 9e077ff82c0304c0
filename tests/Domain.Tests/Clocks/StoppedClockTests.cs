using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using NodaTime;

namespace FrontDoor.Domain.Tests;

/// <summary>Clocks that something in the row stops, in every unit: in time, late, open, overdue, and what cannot be told.</summary>
public sealed class StoppedClockTests
{
    /// <summary>A decision on a referral within one working day (Working Together to Safeguard Children).</summary>
    static readonly Clock decision = Clock.Check(new()
    {
        Name = "decision",
        Edition = "WT2018",
        Source = "Working Together 2018",
        Incident = [0],
        Bases = ["contact_received"],
        Stop = [1],
        StopBases = ["decision_made"],
        Limit = new(1, TimeUnit.WorkingDays),
        Bands = [new(Severity.Serious, 96), new(Severity.Critical, 672)],
    });

    [Theory]
    [InlineData("04/01/2019 17:30", "07/01/2019 23:59", TimeStatus.OnTime)] // a Friday evening: all of Monday
    [InlineData("04/01/2019 17:30", "08/01/2019 00:00", TimeStatus.Late)] // a minute later
    [InlineData("24/12/2018 09:00", "27/12/2018 16:00", TimeStatus.OnTime)] // Christmas does not count
    [InlineData("04/01/2019", "07/01/2019", TimeStatus.OnTime)] // days alone decide a limit in days
    [InlineData("04/01/2019", "08/01/2019", TimeStatus.Late)]
    [InlineData("08/01/2019", "09/01/2019", TimeStatus.OnTime)] // midweek, the midnight that ends the start's day is no part of it
    [InlineData("08/01/2019", "10/01/2019", TimeStatus.Late)]
    [InlineData("08/01/2019", "10/01/2019 00:00", TimeStatus.Late)]
    [InlineData("03/01/2019", "05/01/2019", TimeStatus.Late)] // a Thursday, whose end is no part of Friday
    [InlineData("03/01/2019", "04/01/2019", TimeStatus.OnTime)]
    [InlineData("04/01/2019 17:30", "04/01/2019", TimeStatus.OnTime)] // the same day, time not given: not before the start
    [InlineData("04/01/2019 17:30", "03/01/2019", TimeStatus.Unknown)] // before the start
    [InlineData("04/01/2019 17:30", "soon", TimeStatus.Unknown)]
    [InlineData("31/12/2027 10:00", "05/01/2028 10:00", TimeStatus.Unknown)] // beyond the bank holidays known
    [InlineData("30/12/2027 10:00", "31/12/2027 10:00", TimeStatus.OnTime)] // the last day known
    public void A_decision_is_judged_by_when_it_was_made(string received, string decided, TimeStatus status) =>
        Assert.Equal(status, Measure(received, decided, "2028-02-01T09:00:00Z").Status);

    [Theory]
    [InlineData("04/01/2019 16:29", true)] // Friday closes at 16:30
    [InlineData("04/01/2019 16:30", false)]
    [InlineData("03/01/2019 16:30", true)]
    [InlineData("03/01/2019 08:29", false)]
    [InlineData("03/01/2019 08:30", true)] // it opens
    [InlineData("05/01/2019 10:00", false)] // a Saturday
    [InlineData("25/12/2018 10:00", false)] // a Tuesday, and Christmas
    [InlineData("25/12/2018", false)] // closed whenever it was
    [InlineData("04/01/2019", null)] // a Friday, no time given
    [InlineData("2019-07-05T07:45:00Z", true)] // 08:45 on London's clock
    [InlineData("05/01/2028 10:00", null)] // beyond the bank holidays known
    public void Where_it_is_asked_a_result_says_whether_the_team_was_open_when_the_clock_started(string received, bool? isOpen)
    {
        var clock = decision with { Limit = new(24, TimeUnit.ClockHours), Rules = DeadlineRules.Usual with { TellOfficeHours = true } };
        var (row, now) = ((WrittenTime[])[Given.Time(received), default], Given.Instant("2028-02-01T09:00:00Z"));

        Assert.Equal(isOpen, clock.Measure(row, RiskGrade.Ungraded, now, now).IsOfficeHours);
        Assert.Null((clock with { Rules = DeadlineRules.Usual }).Measure(row, RiskGrade.Ungraded, now, now).IsOfficeHours);
    }

    // The clocks went back on 27 October 2019: 01:00 to 02:00 came twice.
    [Theory]
    [InlineData("26/10/2019 01:40", "27/10/2019 01:39", TimeStatus.PossiblyLate)] // 24 hours less a minute, or 25
    [InlineData("26/10/2019 01:40", "2019-10-27T01:39:00+01:00", TimeStatus.OnTime)] // the first of the two
    [InlineData("26/10/2019 01:40", "2019-10-27T01:39:00Z", TimeStatus.Late)] // the second
    [InlineData("26/10/2019 00:30", "27/10/2019 01:40", TimeStatus.Late)] // late by either
    [InlineData("26/10/2019 02:40", "27/10/2019 01:40", TimeStatus.OnTime)] // in time by either
    // not before the start, if that was the first and this the second
    [InlineData("27/10/2019 01:40", "27/10/2019 01:20", TimeStatus.OnTime)]
    public void An_end_in_the_hour_that_came_twice_may_be_either(string start, string stopped, TimeStatus status)
    {
        var clock = decision with { Limit = new(24, TimeUnit.ClockHours) };

        Assert.Equal(status, clock.Measure([Given.Time(start), Given.Time(stopped)], RiskGrade.Ungraded,
            Given.Instant("2019-11-01T09:00:00Z"), Given.Instant("2019-11-01T09:00:00Z")).Status);
    }

    [Theory]
    [InlineData("2019-01-07T23:59:00Z", TimeStatus.Open, Severity.None)]
    [InlineData("2019-01-08T00:00:00Z", TimeStatus.Overdue, Severity.Late)]
    [InlineData("2019-01-08T17:30:00Z", TimeStatus.Overdue, Severity.Serious)] // 96 clock hours
    [InlineData("2019-02-01T17:30:00Z", TimeStatus.Overdue, Severity.Critical)]
    public void While_nothing_is_decided_it_is_open_and_then_overdue_as_of_the_moment_asked(string now, TimeStatus status,
    Severity severity)
    {
        var timing = Measure("04/01/2019 17:30", "", now);

        Assert.Equal((status, severity, (int?)null), (timing.Status, timing.Severity, timing.StoppedOn));
    }

    [Theory]
    [InlineData(TimeUnit.CalendarDays, "", "2019-01-09T23:59:59Z", TimeStatus.Open)]
    [InlineData(TimeUnit.CalendarDays, "", "2019-01-10T00:00:00Z", TimeStatus.Overdue)]
    [InlineData(TimeUnit.SchoolDays, "10/01/2019", "2019-02-01T09:00:00Z", TimeStatus.Late)]
    // an hour of the 8th, or of the 9th
    [InlineData(TimeUnit.WorkingHours, "09/01/2019 09:30", "2019-02-01T09:00:00Z", TimeStatus.PossiblyLate)]
    [InlineData(TimeUnit.WorkingHours, "09/01/2019 09:31", "2019-02-01T09:00:00Z", TimeStatus.Late)]
    public void A_day_without_its_time_counts_from_that_day_in_every_unit(TimeUnit unit, string stopped, string now, TimeStatus status)
    {
        var clock = decision with { Limit = new(1, unit) };

        Assert.Equal(status, clock.Measure([Given.Time("08/01/2019"), Given.Time(stopped)], RiskGrade.Ungraded,
            Given.Instant("2019-01-08T12:00:00Z"), Given.Instant(now)).Status);
    }

    // what ends the clock, and how that stands for a file received on Monday 7 January at 09:00
    [Theory]
    [InlineData("08/01/2019 10:00", "2019-01-07T09:00:00Z", TimeStatus.Open)] // booked for tomorrow: not done, whatever the limit
    [InlineData("08/01/2019", "2019-01-07T09:00:00Z", TimeStatus.Open)]
    [InlineData("07/01/2019", "2019-01-07T09:00:00Z", TimeStatus.OnTime)] // today, time not given
    [InlineData("07/01/2019 09:00", "2019-01-07T09:00:00Z", TimeStatus.OnTime)] // as the file comes
    [InlineData("07/01/2019 09:01", "2019-01-07T09:00:00Z", TimeStatus.Open)]
    [InlineData("20/01/2019 10:00", "2019-01-09T09:00:00Z", TimeStatus.Overdue)] // booked, and too late already
    public void What_is_planned_has_not_ended_the_clock(string planned, string now, TimeStatus status)
    {
        var timing = Measure("04/01/2019 17:30", planned, now);

        Assert.Equal((status, status != TimeStatus.OnTime), (timing.Status, (timing.Flags & TimingFlags.StopInFuture) != 0));
        Assert.Equal(status != TimeStatus.OnTime,
            decision.Explained(timing).Contains("; its end was still to come ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_began_after_the_record_was_first_received_is_measured_from_its_latest_version()
    {
        var timing = decision.Measure([Given.Time("08/01/2019 10:00"), Given.Time("09/01/2019 10:00")], RiskGrade.Ungraded,
            Given.Instant("2019-01-04T09:00:00Z"), Given.Instant("2019-01-10T09:00:00Z"));

        Assert.Equal((TimeStatus.OnTime, 24.0), (timing.Status, timing.ElapsedHours));
    }

    [Fact]
    public void A_start_of_which_only_the_day_is_known_is_overdue_only_when_that_is_certain()
    {
        var clock = decision with { Limit = new(24, TimeUnit.ClockHours) };
        Timing At(string now) =>
            clock.Measure([Given.Time("04/01/2019"), Given.Time("")], RiskGrade.Ungraded, Given.Instant("2019-01-04T12:00:00Z"),
            Given.Instant(now));

        Assert.Equal(TimeStatus.Open, At("2019-01-05T23:00:00Z").Status);
        Assert.Equal(TimeStatus.Overdue, At("2019-01-06T00:00:01Z").Status);
    }

    [Theory]
    [InlineData("04/01/2019 17:30", "08/01/2019 10:20", "Contact received Fri 4 Jan 2019 about 17:00; decision made Tue 8 Jan 2019 "
        + "about 10:00; 88.9 h, working days after the first: 2, against 1 working day: late.")]
    [InlineData("04/01/2019 17:30", "07/01/2019", "Contact received Fri 4 Jan 2019 about 17:00; decision made on Mon 7 Jan 2019 (time "
        + "not given); between 54.5 and 78.5 h, working days after the first: 1, against 1 working day: on time.")]
    [InlineData("04/01/2019 17:30", "", "Contact received Fri 4 Jan 2019 about 17:00; nothing more by Wed 9 Jan 2019 about 09:00; 111.5 "
        + "h, working days after the first: 3, against 1 working day: overdue, serious.")]
    [InlineData("04/01/2019 17:30", "03/01/2019 10:00",
        "Ended Thu 3 Jan 2019 about 10:00; that is before the clock started: correct the two dates.")]
    [InlineData("04/01/2019 17:30", "soon", "What ended the clock was sent but is no date: send it as dd/MM/yyyy HH:mm.")]
    public void The_explanation_can_be_read_out(string received, string decided, string said) =>
        Assert.Equal(said, decision.Explained(Measure(received, decided, "2019-01-09T09:00:00Z")));

    [Fact]
    public void Bringing_the_stop_forward_never_makes_a_clock_later_and_a_result_on_time_was_stopped_in_time()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++)
        {
            var clock = decision with { Limit = new(random.Next(1, 20), (TimeUnit)random.Next(5)) };
            var start = Instant.FromUtc(2018, 2, 1, 0, 0).Plus(Duration.FromMinutes(random.Next(7 * 365 * 24 * 60)));
            var stop = start.Plus(Duration.FromMinutes(random.Next(0, 40 * 24 * 60)));
            var sooner = stop.Minus(Duration.FromMinutes(random.Next(0, (int)(stop - start).TotalMinutes + 1)));
            var (later, earlier) = (Of(clock, start, stop), Of(clock, start, sooner));
            Assert.True(clock.Rules.TryDue(clock.Limit, start.ToUnixTimeTicks(), out var due));

            Assert.True(later.Status == (stop.ToUnixTimeTicks() <= due ? TimeStatus.OnTime : TimeStatus.Late),
                $"DOMAIN_TESTS_SEED={seed}, round {round}: {clock.Limit} from {start} to {stop}: {later.Status}");
            Assert.True(earlier.Status <= later.Status,
                $"DOMAIN_TESTS_SEED={seed}, round {round}: stopped sooner, judged {earlier.Status} after {later.Status}");
        }
    }

    static Timing Of(Clock clock, Instant start, Instant stop) =>
        clock.Measure([At(start), At(stop)], RiskGrade.Ungraded, stop.Plus(Duration.FromDays(1)));

    static WrittenTime At(Instant at) => new(TimeForm.Minute, at.ToUnixTimeSeconds(), HasOffset: true);

    static Timing Measure(string received, string decided, string now) =>
        decision.Measure([Given.Time(received), Given.Time(decided)], RiskGrade.Ungraded, Given.Instant(now), Given.Instant(now));
}
