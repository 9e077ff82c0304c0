using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using NodaTime;

namespace FrontDoor.Domain.Tests;

/// <summary>A clock that nothing has stopped, judged later from what the lake holds of it: at every whole hour the answer is the exact
/// one.</summary>
public sealed class RunningClockTests
{
    const int Runs = 4000;

    static readonly Clock decision = Clock.Check(new()
    {
        Name = "decision",
        Edition = "local-2018",
        Source = "Local",
        Incident = [0],
        Bases = ["contact_received"],
        Stop = [1],
        StopBases = ["decision_made"],
        Limit = new(24, TimeUnit.ClockHours),
        Bands = [new(Severity.Serious, 72), new(Severity.Critical, 168)],
    });

    [Fact]
    public void What_counts_back_from_a_moment_is_late_by_the_hours_since_that_moment()
    {
        var clock = decision with { Limit = new(0, TimeUnit.ClockHours) { Before = "meeting" }, Before = new(2, 60) };
        var told = clock.Measure([Given.Time("07/01/2019 10:00"), default, Given.Time("08/01/2019 14:00")], RiskGrade.Ungraded,
            Given.Instant("2019-01-07T12:00:00Z"));
        var (running, hour) = (Running(clock, told), Given.Instant("2019-01-08T20:00:00Z"));
        var text = new byte[Clock.ExplanationLength];

        // certainly late from 15:00
        Assert.Equal((TimeStatus.Open, Severity.Late, 34, 5), (told.Status, running.SeverityAt(hour), running.Hours(hour),
            running.LateBy(hour)));
        Assert.EndsWith("; 34 h against 0 h before meeting: overdue.",
            Encoding.ASCII.GetString(text, 0, running.Explain(hour, Severity.Late, text)), StringComparison.Ordinal);
    }

    [Fact]
    public void At_every_whole_hour_it_is_what_an_exact_measurement_then_says()
    {
        var seed = Seeds.New();
        var random = new Random(seed);
        var overdue = 0;
        for (var run = 0; run < Runs; run++)
        {
            var clock = decision with { Limit = new(random.Next(1, 4) * (run % 5 == 0 ? 24 : 1), (TimeUnit)(run % 5)) };
            var minutes = random.Next(1440) / (random.Next(3) == 0 ? 60 : 1) * (random.Next(3) == 0 ? 60 : 1) % 1440; // often on the hour
            var start = new WrittenTime(random.Next(3) == 0 ? TimeForm.Day : TimeForm.Minute, random.Next(17_600, 20_000) * 86_400L);
            if (start.Form == TimeForm.Minute) start = start with { LocalSeconds = start.LocalSeconds + minutes * 60L };
            WrittenTime[] row = [start, default];
            // once the day is over: before, see below
            var received = London.Resolve(start).Earliest
                + Duration.FromSeconds(random.Next(start.Form == TimeForm.Day ? 100_000 : 0, 400_000));
            var told = clock.Measure(row, RiskGrade.Ungraded, received);
            if (told.RunsOutAt is null) continue; // its calendar ends
            var running = Running(clock, told);
            for (var hour = RunningClock.HourAfter(received); hour < received
                + Duration.FromHours(40 * 24); hour += Duration.FromHours(random.Next(1, 30)))
            {
                var exact = clock.Measure(row, RiskGrade.Ungraded, received, hour);
                var found = running.SeverityAt(hour) == Severity.None ? TimeStatus.Open : TimeStatus.Overdue;

                Assert.True((exact.Status, exact.Severity) == (found, running.SeverityAt(hour)),
                    $"seed {seed}, run {run}: {clock.Limit.Text} from {start} at {hour}: {exact.Status} {exact.Severity}, found "
                    + $"{found} {running.SeverityAt(hour)}");
                if (found != TimeStatus.Overdue) continue;
                overdue++;
                Assert.Equal((Math.Floor(exact.ElapsedHours), Math.Floor(exact.ElapsedHoursMin), exact.WorkingDays), (running.Hours(hour),
                    running.HoursMin(hour), running.WorkingDays(hour)));
                Assert.InRange(exact.LateByHours!.Value - running.LateBy(hour), 0, clock.Limit.Unit == TimeUnit.WorkingHours ? 1 : 0.99999);
                if (running.NextChange(hour) is { } next)
                    Assert.Equal((running.SeverityAt(hour), true),
                        (running.SeverityAt(next - Duration.FromHours(1)), running.SeverityAt(next) > running.SeverityAt(hour)));
            }
        }
        Assert.InRange(overdue, Runs, Runs * 100);
    }

    [Theory]
    [InlineData("24/01/2019 09:20", "2019-01-24T12:00:00Z", 24, TimeUnit.ClockHours,
        "2019-01-28T10:00:00Z", "Contact received on Thu 24 Jan 2019; was due Fri 25 Jan 2019 about 09:00; nothing has stopped it by Mon "
            + "28 Jan 2019 about 10:00; 96 h against 24 h: overdue, serious.")]
    // floored
    [InlineData("24/01/2019 09:20", "2019-01-24T12:00:00Z", 24, TimeUnit.ClockHours,
        "2019-01-25T10:00:00Z", "Contact received on Thu 24 Jan 2019; was due Fri 25 Jan 2019 about 09:00; nothing has stopped it by Fri "
            + "25 Jan 2019 about 10:00; over 24 h against 24 h: overdue.")]
    [InlineData("24/01/2019 09:20", "2019-01-24T12:00:00Z", 1, TimeUnit.WorkingDays,
        "2019-01-28T10:00:00Z", "Contact received on Thu 24 Jan 2019; was due Fri 25 Jan 2019; nothing has stopped it by Mon 28 Jan 2019 "
            + "about 10:00; 96 h, working days after the first: 2, against 1 working day: overdue, serious.")]
    // London's summer time
    [InlineData("28/06/2019 17:30", "2019-06-28T16:30:00Z", 1, TimeUnit.WorkingDays,
        "2019-07-09T08:00:00Z", "Contact received on Fri 28 Jun 2019; was due Mon 1 Jul 2019; nothing has stopped it by Tue 9 Jul 2019 "
            + "about 09:00; 255 h, working days after the first: 7, against 1 working day: overdue, critical.")]
    // a day without a time
    [InlineData("24/01/2019", "2019-01-25T08:00:00Z", 24, TimeUnit.ClockHours,
        "2019-01-28T10:00:00Z", "Contact received on Thu 24 Jan 2019; was due Fri 25 Jan 2019 about 23:00; nothing has stopped it by Mon "
            + "28 Jan 2019 about 10:00; between 82 and 106 h against 24 h: overdue, serious.")]
    // whatever its minute was
    [InlineData("24/01/2019", "2019-01-25T08:00:00Z", 24, TimeUnit.ClockHours,
        "2019-01-26T00:00:00Z", "Contact received on Thu 24 Jan 2019; was due Fri 25 Jan 2019 about 23:00; nothing has stopped it by Sat "
            + "26 Jan 2019 about 00:00; between over 24 and 48 h against 24 h: overdue.")]
    // a day that was not over when the row came
    [InlineData("24/01/2019", "2019-01-24T12:00:00Z", 24, TimeUnit.ClockHours,
        "2019-01-28T10:00:00Z", "Contact received on Thu 24 Jan 2019; was due Fri 25 Jan 2019 about 12:00; nothing has stopped it by Mon "
            + "28 Jan 2019 about 10:00; between 94 and 106 h against 24 h: overdue, serious.")]
    public void It_says_when_it_was_due_and_that_nothing_has_stopped_it(string start, string received, int n, TimeUnit unit, string hour,
    string sentence)
    {
        var clock = decision with { Limit = new(n, unit) };
        var running = Running(clock, clock.Measure([Given.Time(start), default], RiskGrade.Ungraded, Given.Instant(received)));
        var (at, text) = (Given.Instant(hour), new byte[Clock.ExplanationLength]);

        Assert.Equal(sentence, Encoding.ASCII.GetString(text, 0, running.Explain(at, running.SeverityAt(at), text)));
    }

    [Fact]
    public void A_start_on_the_day_of_receipt_lies_before_the_receipt()
    {
        foreach (var unit in Enum.GetValues<TimeUnit>())
        {
            var clock = decision with { Limit = new(2, unit) };
            var received = Given.Instant("2019-05-14T10:00:00Z");
            var (day, moment) = (clock.Measure([Given.Time("14/05/2019"), default], RiskGrade.Ungraded, received),
                clock.Measure([Given.Time("14/05/2019 11:00"), default], RiskGrade.Ungraded, received));

            Assert.Equal((moment.RunsSince, moment.RunsOutAt), (day.RunsSince, day.RunsOutAt));
            Assert.Equal(Given.Instant("2019-05-13T23:00:00Z"), day.Start);
            // told in a later version, whose own receipt it is
            var later = clock.Measure([Given.Time("14/05/2019"), default], RiskGrade.Ungraded, Given.Instant("2019-05-13T08:00:00Z"),
                received);
            Assert.Equal(day, later);
        }
    }

    [Fact]
    public void What_is_only_planned_stops_nothing_when_its_time_has_come()
    {
        WrittenTime[] row = [Given.Time("24/01/2019 09:20"), Given.Time("25/01/2019 08:00")]; // booked, as of the receipt
        var told = decision.Measure(row, RiskGrade.Ungraded, Given.Instant("2019-01-24T12:00:00Z"));

        Assert.Equal((TimeStatus.Open, Severity.Late), (told.Status,
            Running(decision, told).SeverityAt(Given.Instant("2019-01-25T10:00:00Z"))));
    }

    [Fact]
    public void A_band_of_another_grade_changes_nothing()
    {
        var police = Given.Police with { Stop = [4], StopBases = ["ppn_reviewed"] }; // critical from 72 hours for high risk alone
        var told = police.Measure(Given.Row("04/01/2019 12:00"), RiskGrade.Medium, Given.Receipt("04/01/2019 13:00"));

        // serious, after 96
        Assert.Equal(Given.Receipt("08/01/2019 12:00"), Running(police, told).NextChange(Given.Receipt("06/01/2019 12:00")));
    }

    [Fact]
    public void What_was_reported_long_after_is_overdue_when_it_is_so_from_the_report_too()
    {
        var police = Given.Police with { Stop = [4], StopBases = ["ppn_reviewed"] };
        var told = police.Measure(Given.Row("04/01/2019 12:00", reported: "04/02/2019 12:00"), RiskGrade.Medium,
            Given.Receipt("04/02/2019 13:00"));

        Assert.Equal((TimeStatus.Open, Given.Receipt("05/02/2019 12:00")), (told.Status, told.RunsOutAt));
    }

    [Fact]
    public void A_clock_that_has_stopped_is_told_of_no_further() =>
        Assert.Null(decision.Measure([Given.Time("24/01/2019 09:20"), Given.Time("24/01/2019 10:00")], RiskGrade.Ungraded,
        Given.Instant("2019-01-24T12:00:00Z")).RunsOutAt);

    static RunningClock Running(Clock clock, in Timing told) => new()
    {
        Clock = clock,
        Risk = RiskGrade.Ungraded,
        Basis = clock.Bases[told.Basis],
        StartedOn = told.StartedOn!.Value,
        ElapsedFrom = RunningClock.HourFrom(told.Start!.Value),
        ElapsedMinFrom = RunningClock.HourFrom(told.RunsSince!.Value),
        OverdueFrom = RunningClock.HourAfter(told.RunsOutAt!.Value),
    };
}
