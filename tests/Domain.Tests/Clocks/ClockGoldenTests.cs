using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Domain.Tests;

/// <summary>The golden rows: incident and receipt as London's clock showed them, hours and working days worked out by hand.</summary>
public sealed class ClockGoldenTests
{
    [Theory]
    [InlineData("04/01/2019 22:15", "08/01/2019 22:15", 96, 2, TimeStatus.Late, Severity.Serious)] // four days to the minute
    [InlineData("04/01/2019 22:15", "08/01/2019 22:14", 95.9833, 2, TimeStatus.Late, Severity.Late)] // a minute short of it
    [InlineData("04/01/2019 22:15", "01/02/2019 22:15", 672, 20, TimeStatus.Late, Severity.Critical)] // four weeks to the minute
    [InlineData("04/01/2019 22:15", "01/02/2019 22:14", 671.9833, 20, TimeStatus.Late, Severity.Serious)]
    [InlineData("30/03/2019 23:30", "31/03/2019 23:30", 23, 0, TimeStatus.OnTime, Severity.None)] // the clocks go forward
    [InlineData("26/10/2019 23:30", "27/10/2019 23:30", 25, 0, TimeStatus.Late, Severity.Late)] // the clocks go back
    [InlineData("21/12/2018 23:40", "27/12/2018 09:05", 129.4167, 2, TimeStatus.Late, Severity.Serious)] // Christmas
    [InlineData("18/04/2019 20:00", "23/04/2019 09:00", 109, 1, TimeStatus.Late, Severity.Serious)] // Easter: one working day, and serious
    public void A_medium_risk_notification(string incident, string received, double hours, int workingDays, TimeStatus status,
    Severity severity)
    {
        var timing = Given.Measured(Given.Row(incident), received);

        Assert.Equal((status, severity), (timing.Status, timing.Severity));
        Assert.Equal(hours, timing.ElapsedHours, 4);
        Assert.Equal(timing.ElapsedHours, timing.ElapsedHoursMin);
        Assert.Equal(workingDays, timing.WorkingDays);
        Assert.Equal(status == TimeStatus.Late, timing.LateByHours.HasValue);
        Assert.Equal(Math.Max(0, hours - 24), timing.LateByHours ?? 0, 4);
    }

    [Theory]
    [InlineData(RiskGrade.High, 24, TimeStatus.OnTime, Severity.None)] // the limit itself is on time
    [InlineData(RiskGrade.High, 25, TimeStatus.Late, Severity.Late)]
    [InlineData(RiskGrade.High, 71, TimeStatus.Late, Severity.Late)]
    [InlineData(RiskGrade.High, 72, TimeStatus.Late, Severity.Critical)] // high risk has its own band
    [InlineData(RiskGrade.Medium, 24, TimeStatus.OnTime, Severity.None)]
    [InlineData(RiskGrade.Medium, 25, TimeStatus.Late, Severity.Late)]
    [InlineData(RiskGrade.Medium, 72, TimeStatus.Late, Severity.Late)]
    [InlineData(RiskGrade.Medium, 96, TimeStatus.Late, Severity.Serious)]
    [InlineData(RiskGrade.Ungraded, 24, TimeStatus.OnTime, Severity.None)] // ungraded is medium
    [InlineData(RiskGrade.Ungraded, 25, TimeStatus.Late, Severity.Late)]
    [InlineData(RiskGrade.Ungraded, 96, TimeStatus.Late, Severity.Serious)]
    [InlineData(RiskGrade.Standard, 72, TimeStatus.OnTime, Severity.None)]
    [InlineData(RiskGrade.Standard, 73, TimeStatus.Late, Severity.Late)]
    [InlineData(RiskGrade.Standard, 96, TimeStatus.Late, Severity.Serious)]
    [InlineData(RiskGrade.Standard, 672, TimeStatus.Late, Severity.Critical)]
    public void The_grade_sets_the_limit_and_the_bands(RiskGrade risk, int hours, TimeStatus status, Severity severity)
    {
        var row = Given.Row("04/01/2019 22:15");
        var timing = Given.Police.Measure(row, risk, Given.Receipt("04/01/2019 22:15").Plus(NodaTime.Duration.FromHours(hours)));

        Assert.Equal((status, severity), (timing.Status, timing.Severity));
    }

    [Theory]
    [InlineData(RiskGrade.Medium, Severity.Serious)]
    [InlineData(RiskGrade.Ungraded, Severity.Serious)] // ungraded takes the bands of medium as well as its limit
    [InlineData(RiskGrade.Standard, Severity.Late)]
    public void A_band_for_one_grade_is_for_that_grade(RiskGrade risk, Severity severity)
    {
        var clock = Given.Police with
        {
            Limit = new(4, TimeUnit.ClockHours),
            LimitWhen = new Dictionary<RiskGrade, Limit>(),
            Bands = [new(Severity.Serious, 5, RiskGrade.Medium)]
        };

        Assert.Equal(severity, clock.Measure(Given.Row("04/01/2019 12:00"), risk, Given.Receipt("04/01/2019 17:00")).Severity);
    }

    [Fact]
    public void Half_a_second_over_the_limit_is_late()
    {
        var received = Given.Receipt("05/01/2019 22:15").Plus(NodaTime.Duration.FromMilliseconds(500));

        Assert.Equal(TimeStatus.Late, Given.Police.Measure(Given.Row("04/01/2019 22:15"), RiskGrade.High, received).Status);
    }

    [Fact]
    public void The_lake_is_told_the_start_the_deadline_and_the_days()
    {
        var timing = Given.Measured(Given.Row("04/07/2019 00:30"), "05/07/2019 00:10");

        Assert.Equal(Given.Instant("2019-07-03T23:30:00Z"), timing.Start);
        Assert.Equal(Given.Instant("2019-07-04T23:30:00Z"), timing.DueAt);
        Assert.Equal(("2019-07-04", "2019-07-05"), (Day(timing.StartedOn!.Value), Day(timing.StoppedOn!.Value)));
        Assert.Equal(("24 h", "incident_end"), (timing.Limit.Text, Given.Police.Bases[timing.Basis]));
    }

    static string Day(int number) => $"{DayNumber.ToLocalDate(number):uuuu-MM-dd}";
}
