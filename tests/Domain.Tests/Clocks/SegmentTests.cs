using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using NodaTime;

namespace FrontDoor.Domain.Tests;

/// <summary>Whose hours they were: each step between two times of a row, and none where one of them is in doubt.</summary>
public sealed class SegmentTests
{
    const int Created = 3, Reviewed = 4, Shared = 5;

    static readonly Clock police = Given.Police with
    {
        Segments = [new(Step.Written, -1, Created), new(Step.Reviewed, Created, Reviewed), new(Step.Sent, Reviewed, Shared),
        new(Step.Arrived, Shared, -1)],
    };

    [Theory]
    // halves to even
    [InlineData("04/01/2019 20:30", "", "04/01/2019 23:36", "05/01/2019 08:00", "05/01/2019 09:15", "05/01/2019 10:00", "3.1 8.4 1.3 0.8",
        "")]
    // from the report, if it is earlier; no review
    [InlineData("04/01/2019 20:30", "04/01/2019 19:30", "04/01/2019 23:36", "", "05/01/2019 09:15", "05/01/2019 10:00", "4.1 - - 0.8", "")]
    [InlineData("31/03/2019 00:30", "", "31/03/2019 02:30", "", "", "31/03/2019 09:00", "1 - - -", "")] // the clocks went forward
    [InlineData("27/10/2019 00:30", "", "27/10/2019 02:30", "", "", "27/10/2019 09:00", "3 - - -", "")] // and back
    [InlineData("04/01/2019", "", "04/01/2019 23:36", "05/01/2019", "", "05/01/2019 10:00", "- - - -", "")] // days without a time
    // only the writing is known: from where it took how long is not
    [InlineData("", "", "04/01/2019 23:36", "05/01/2019 08:06", "", "09/01/2019 10:00", "- 8.5 - -", "")]
    // reviewed before written, shared after receipt
    [InlineData("04/01/2019 20:30", "", "04/01/2019 23:30", "04/01/2019 23:00", "05/01/2019 11:00", "05/01/2019 10:00", "3 - 12 -",
        "TIME_STEPS_BACKWARDS")]
    [InlineData("04/01/2019 20:30", "", "44/01/2019", "05/01/2019 08:06", "05/01/2019 08:36", "05/01/2019 10:00", "- - 0.5 1.4", "")]
    [InlineData("04/01/2019 20:30", "", "04/01/2019 20:30", "", "05/01/2019 10:00", "05/01/2019 10:00", "0 - - 0", "")] // at once
    // written before its incident, and long before
    [InlineData("08/01/2019 02:00", "", "04/01/2019 09:00", "04/01/2019 10:00", "", "08/01/2019 12:00", "- 1 - -", "TIME_STEPS_BACKWARDS")]
    // a century is no hub's
    [InlineData("04/01/2019 20:30", "", "04/01/1919 23:30", "04/01/2019 23:00", "", "05/01/2019 10:00", "- - - -", "TIME_STEPS_BACKWARDS")]
    public void Each_step_has_its_own_hours(string incident, string reported, string created, string reviewed, string shared,
    string received, string hours, string flags)
    {
        WrittenTime[] row = [Given.Time(incident), Given.Time(""), Given.Time(reported), Given.Time(created), Given.Time(reviewed),
            Given.Time(shared)];
        var (receipt, steps) = (Given.Receipt(received), new double[Clock.Steps]);
        var timing = police.Measure(row, RiskGrade.Medium, receipt);

        var found = police.MeasureSegments(row, timing, receipt, steps);

        Assert.Equal(hours, string.Join(' ',
            steps.Select(step => double.IsNaN(step) ? "-" : step.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        var text = new byte[TimeCodes.MaxLength];
        Assert.Equal(flags, System.Text.Encoding.ASCII.GetString(text, 0, TimeCodes.Write(found, text)));
    }

    [Theory]
    [InlineData("2014-12-31", -1)] // before any that is named
    [InlineData("2018-09-30", 0)]
    [InlineData("2018-10-01", 1)]
    [InlineData("2026-01-01", 1)]
    public void A_system_holds_from_its_first_day_on(string day, int system) =>
        Assert.Equal(system, Contracts.Shipped.Find(new FeedId("police", "domestic-abuse"))!.FindSender("northshire-police")!.SystemOn(
        DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
}
