using FrontDoor.Domain.Clocks;
using NodaTime;

namespace FrontDoor.Domain.Tests;

public sealed class ClockRulesTests
{
    // end, start, reported, created -> basis, longest, shortest. Received Tue 8 Jan 2019 12:00, medium risk.
    [Theory]
    // the end, though the start is known
    [InlineData("08/01/2019 02:00", "07/01/2019 20:00", "", "", "incident_end", 10, TimeStatus.OnTime)]
    [InlineData("", "07/01/2019 20:00", "", "", "incident_start", 16, TimeStatus.OnTime)] // no end: the start
    [InlineData("31/02/2019", "07/01/2019 20:00", "", "", "incident_start", 16, TimeStatus.OnTime)] // an end that is no date: the start
    // reported while it went on: the earlier
    [InlineData("08/01/2019 02:00", "", "07/01/2019 23:00", "", "reported", 13, TimeStatus.OnTime)]
    [InlineData("08/01/2019 02:00", "", "08/01/2019 03:00", "", "incident_end", 10, TimeStatus.OnTime)]
    [InlineData("", "", "08/01/2019 03:00", "", "reported", 9, TimeStatus.OnTime)] // no incident time: the report
    [InlineData("07/01/2019 11:59", "", "08/01/2019 03:00", "", "incident_end", 24.0167, TimeStatus.Late)]
    // a late hub is late though the end is recent
    [InlineData("08/01/2019 03:00", "", "07/01/2019 11:59", "", "reported", 24.0167, TimeStatus.Late)]
    // written over a day ago: late whatever happened before
    [InlineData("", "", "", "07/01/2019 11:59", "ppn_created", 24.0167, TimeStatus.Late)]
    // a report still to come, or one that is no date, may have been made as early as the incident began
    [InlineData("08/01/2019 02:00", "07/01/2019 20:00", "09/01/2019 00:00", "", "incident_start", 16, TimeStatus.OnTime)]
    [InlineData("08/01/2019 02:00", "07/01/2019 11:00", "rubbish", "", "incident_start", 25, TimeStatus.PossiblyLate)]
    [InlineData("08/01/2019 12:00", "", "", "", "incident_end", 0, TimeStatus.OnTime)] // at the very moment
    [InlineData("", "", "08/01/2019 12:00", "", "reported", 0, TimeStatus.OnTime)] // reported at that moment: not the future
    [InlineData("2019-01-07T12:30:00+01:00", "", "", "", "incident_end", 24.5, TimeStatus.Late)] // the offset counts
    public void The_start_is_chosen_by_the_rules(string end, string start, string reported, string created, string basis, double hours,
    TimeStatus status)
    {
        var timing = Given.Measured(Given.Row(end, start, reported, created), "08/01/2019 12:00");

        Assert.Equal((status, basis), (timing.Status, Given.Police.Bases[timing.Basis]));
        Assert.Equal(hours, timing.ElapsedHours, 4);
    }

    [Theory]
    [InlineData("", "", "", "", UnknownReason.Missing, double.NaN)] // nothing
    [InlineData("", "", "", "08/01/2019 02:00", UnknownReason.OnlyCreated, 10)] // within the limit, and still not on time
    [InlineData("31/02/2019", "", "", "", UnknownReason.Impossible, double.NaN)]
    [InlineData("08/01/2019 02:00", "", "09/01/2019 00:00", "", UnknownReason.Future, 10)] // nothing says when it began
    [InlineData("08/01/2019 02:00", "", "rubbish", "", UnknownReason.Impossible, 10)]
    [InlineData("31/02/2019", "rubbish", "08/01/2019 02:00", "", UnknownReason.Impossible, 10)] // the report only bounds it
    [InlineData("01/01/1900", "", "08/01/2019 02:00", "", UnknownReason.Placeholder, 10)]
    [InlineData("09/01/2019 02:00", "", "", "", UnknownReason.Future, double.NaN)]
    [InlineData("09/01/2019 02:00", "07/01/2019 20:00", "", "", UnknownReason.Future, double.NaN)] // a start says only "at most"
    [InlineData("09/01/2019 02:00", "", "08/01/2019 02:00", "08/01/2019 04:00", UnknownReason.Future, 10)] // the earlier bound
    [InlineData("09/01/2019", "", "", "", UnknownReason.Future, double.NaN)] // tomorrow, no time
    [InlineData("08/01/2019 12:01", "", "", "", UnknownReason.Future, double.NaN)] // a minute ahead
    [InlineData("", "", "09/01/2019 02:00", "", UnknownReason.Future, double.NaN)] // reported tomorrow, nothing else
    [InlineData("", "", "rubbish", "08/01/2019 02:00", UnknownReason.Impossible, 10)]
    [InlineData("", "", "", "09/01/2019 02:00", UnknownReason.Missing, double.NaN)] // written tomorrow proves nothing
    [InlineData("", "", "", "31/02/2019", UnknownReason.Missing, double.NaN)]
    // reported on the day of receipt: before it, and nobody knows how long
    [InlineData("31/02/2019", "", "08/01/2019", "", UnknownReason.Impossible, 0)]
    public void What_cannot_be_known_is_unknown_and_never_on_time(string end, string start, string reported, string created,
    UnknownReason reason, double atLeast)
    {
        var timing = Given.Measured(Given.Row(end, start, reported, created), "08/01/2019 12:00");

        Assert.Equal((TimeStatus.Unknown, reason, Severity.None, -1), (timing.Status, timing.Reason, timing.Severity, timing.Basis));
        Assert.Equal(atLeast, timing.OtherHours);
        Assert.True(double.IsNaN(timing.ElapsedHours) && double.IsNaN(timing.ElapsedHoursMin));
        Assert.Equal((null, null, null, null, null), (timing.LateByHours, timing.WorkingDays, timing.Start, timing.DueAt,
            timing.StartedOn));
    }

    [Theory]
    [InlineData("31/02/2019", "", "04/01/2019 12:00", "", "reported", 96, Severity.Serious)] // no incident, but the report is four days old
    [InlineData("09/01/2019 02:00", "", "05/01/2019 12:00", "", "reported", 72, Severity.Late)] // the incident to come, the report is not
    [InlineData("09/01/2019 02:00", "", "", "05/01/2019 12:00", "ppn_created", 72, Severity.Late)]
    // the earliest bound proves most
    [InlineData("01/01/1970", "", "07/01/2019 12:00", "04/01/2019 12:00", "ppn_created", 96, Severity.Serious)]
    [InlineData("", "", "", "01/12/2018 12:00", "ppn_created", 912, Severity.Critical)]
    public void A_bound_over_the_limit_is_late_whatever_the_start_was(string end, string start, string reported, string created,
    string basis, double hours, Severity severity)
    {
        var timing = Given.Measured(Given.Row(end, start, reported, created), "08/01/2019 12:00");

        Assert.Equal((TimeStatus.Late, severity, basis), (timing.Status, timing.Severity, Given.Police.Bases[timing.Basis]));
        Assert.Equal((hours, hours, hours - 24), (timing.ElapsedHours, timing.ElapsedHoursMin, timing.LateByHours));
        Assert.True(timing.Flags.HasFlag(TimingFlags.AtLeast));
    }

    [Fact]
    public void A_bound_without_a_time_was_over_before_midnight()
    {
        var timing = Given.Measured(Given.Row("31/02/2019", reported: "06/01/2019"), "08/01/2019 00:00");

        Assert.Equal((TimeStatus.Late, 48d, 24d), (timing.Status, timing.ElapsedHours, timing.ElapsedHoursMin));
    }

    // Received Fri 6 Mar 2026 09:00, medium risk.
    [Theory]
    [InlineData("01/03/1926 10:00", "", "", "", double.NaN)] // a hundred years ago
    [InlineData("05/03/2016 10:00", "", "", "", double.NaN)] // the decade
    [InlineData("06/03/2016", "", "", "", double.NaN)] // the decade, the very day of receipt, without a time
    [InlineData("06/03/2006 08:59", "", "", "", double.NaN)] // and two
    [InlineData("05/03/1926 10:00", "05/03/2026 09:00", "", "", double.NaN)] // an end in the past is no reason to believe the beginning
    [InlineData("05/03/2026 10:00", "", "05/03/1926 11:00", "", 23)] // the report would be the start; the incident bounds it
    [InlineData("05/03/1926 10:00", "", "04/03/1926 11:00", "", double.NaN)]
    [InlineData("", "", "05/03/2016 11:00", "", double.NaN)]
    [InlineData("", "", "", "05/03/2016 11:00", double.NaN)] // written ten years ago proves nothing
    [InlineData("05/03/2016 10:00", "", "", "05/03/2026 12:00", 21)] // written since, and not late by that alone
    [InlineData("08/03/2016 09:00", "", "", "", double.NaN)] // 3,650 days to the minute
    public void A_start_ten_years_back_is_a_wrong_year_and_neither_late_nor_on_time(string end, string start, string reported,
    string created, double atLeast)
    {
        var timing = Given.Measured(Given.Row(end, start, reported, created), "06/03/2026 09:00");

        Assert.Equal((TimeStatus.Unknown, UnknownReason.LongAgo, Severity.None), (timing.Status, timing.Reason, timing.Severity));
        Assert.True(timing.Flags.HasFlag(TimingFlags.LongAgo));
        Assert.Equal(atLeast, timing.OtherHours);
    }

    [Theory]
    // over a year after: counted from the report, as it always is
    [InlineData("01/03/1926 10:00", "", "01/03/2026 09:00", "", "reported", Severity.Serious, 120)]
    // written months ago: late whatever happened before
    [InlineData("05/03/2016 10:00", "", "", "01/01/2026 12:00", "ppn_created", Severity.Critical, 1533)]
    [InlineData("01/03/2026 09:00", "", "05/03/1926 11:00", "", "incident_end", Severity.Serious, 120)] // no report can make it begin later
    [InlineData("08/03/2016 10:00", "", "", "", "incident_end", Severity.Critical, 87599)] // an hour short of 3,650 days
    // a report of nine years ago may be true, and then it is late
    [InlineData("05/03/2016 10:00", "", "05/03/2017 09:00", "", "reported", Severity.Critical, 78912)]
    // last year's number typed in January, or a year late: told either way
    [InlineData("06/03/2025 09:00", "", "", "", "incident_end", Severity.Critical, 8760)]
    public void What_proves_a_row_late_does_so_beside_a_wrong_year(string end, string start, string reported, string created, string basis,
    Severity severity, double hours)
    {
        var timing = Given.Measured(Given.Row(end, start, reported, created), "06/03/2026 09:00");

        Assert.Equal((TimeStatus.Late, severity, basis), (timing.Status, timing.Severity, Given.Police.Bases[timing.Basis]));
        Assert.Equal(hours, timing.ElapsedHours);
    }

    [Fact]
    public void An_abuse_of_long_ago_starts_its_clock_at_the_report()
    {
        var timing = Given.Measured(Given.Row("01/06/1985", reported: "05/03/2026 11:00"), "06/03/2026 09:00");

        Assert.Equal((TimeStatus.OnTime, "reported", TimingFlags.ReportedOverYear), (timing.Status, Given.Police.Bases[timing.Basis],
            timing.Flags));
    }

    [Fact]
    public void A_writing_of_long_ago_leaves_an_on_time_notification_in_doubt()
    {
        var timing = Given.Measured(Given.Row("05/03/2026 10:00", created: "05/03/1926 11:00"), "06/03/2026 09:00");

        Assert.Equal((TimeStatus.PossiblyLate, TimingFlags.CreatedBeforeStart | TimingFlags.LongAgo), (timing.Status, timing.Flags));
        Assert.Equal((23d, 23d), (timing.ElapsedHours, timing.ElapsedHoursMin));
    }

    // Incident Fri 4 Jan 2019 12:00.
    [Theory]
    [InlineData("01/02/2019 12:00", "01/02/2019 13:00", TimeStatus.Late, "incident_end", TimingFlags.None)] // 28 days exactly: the incident
    // a minute more
    [InlineData("01/02/2019 12:01", "01/02/2019 13:00", TimeStatus.PossiblyLate, "incident_end", TimingFlags.ReportedLongAfter)]
    // 24 h from the report
    [InlineData("01/02/2019 12:01", "02/02/2019 12:01", TimeStatus.PossiblyLate, "incident_end", TimingFlags.ReportedLongAfter)]
    [InlineData("01/02/2019 12:01", "02/02/2019 12:02", TimeStatus.Late, "incident_end", TimingFlags.ReportedLongAfter)] // late by either
    // perhaps more than 28
    [InlineData("01/02/2019", "02/02/2019 10:00", TimeStatus.PossiblyLate,
        "incident_end", TimingFlags.ReportedLongAfter | TimingFlags.DayOnly)]
    // the report's day was over before midnight
    [InlineData("05/02/2019", "07/02/2019 00:00", TimeStatus.Late, "incident_end", TimingFlags.ReportedLongAfter | TimingFlags.DayOnly)]
    // 28 days in London, whatever the offset
    [InlineData("2019-02-01T13:00:00+01:00", "01/02/2019 13:00", TimeStatus.Late, "incident_end", TimingFlags.None)]
    // 365 days exactly
    [InlineData("04/01/2020 12:00", "04/01/2020 13:00", TimeStatus.PossiblyLate, "incident_end", TimingFlags.ReportedLongAfter)]
    // over: counted from the report
    [InlineData("04/01/2020 12:01", "04/01/2020 13:00", TimeStatus.OnTime, "reported", TimingFlags.ReportedOverYear)]
    [InlineData("04/01/2020 12:01", "05/01/2020 12:02", TimeStatus.Late, "reported", TimingFlags.ReportedOverYear)]
    public void A_report_long_after_the_incident(string reported, string received, TimeStatus status, string basis, TimingFlags flags)
    {
        var timing = Given.Measured(Given.Row("04/01/2019 12:00", reported: reported), received);

        Assert.Equal((status, basis, flags), (timing.Status, Given.Police.Bases[timing.Basis], timing.Flags));
    }

    [Theory]
    [InlineData("05/01/2019 00:30", "05/01/2020")] // half an hour short of a year, or most of a day over
    [InlineData("05/01/2019", "05/01/2020 12:00")]
    public void A_report_that_is_only_perhaps_a_year_after_does_not_move_the_start(string incident, string reported)
    {
        var timing = Given.Measured(Given.Row(incident, reported: reported), "05/01/2020 13:00");

        Assert.Equal((TimeStatus.PossiblyLate, "incident_end"), (timing.Status, Given.Police.Bases[timing.Basis]));
        Assert.Equal(TimingFlags.ReportedLongAfter | TimingFlags.DayOnly, timing.Flags);
    }

    [Fact]
    public void A_report_a_year_after_an_incident_that_ends_before_it_begins_does_not_move_the_start()
    {
        var timing = Given.Measured(Given.Row("01/01/2018 23:00", "01/01/2019 20:00", "04/01/2019 22:00"), "05/01/2019 10:00");

        Assert.Equal((TimeStatus.PossiblyLate, "incident_end"), (timing.Status, Given.Police.Bases[timing.Basis]));
        Assert.Equal(TimingFlags.ReportedLongAfter | TimingFlags.EndBeforeStart, timing.Flags);
    }

    // No times, or one of them without; received Tue 8 Jan 2019.
    [Theory]
    [InlineData("07/01/2019", "", "08/01/2019 00:00", 24, 0, TimeStatus.OnTime)] // at most 24
    [InlineData("07/01/2019", "", "08/01/2019 00:01", 24.0167, 0.0167, TimeStatus.PossiblyLate)] // a minute of the day would be late
    [InlineData("07/01/2019", "", "08/01/2019 23:59", 47.9833, 23.9833, TimeStatus.PossiblyLate)] // a minute would be on time
    [InlineData("07/01/2019", "", "09/01/2019 00:00", 48, 24, TimeStatus.Late)] // every minute would be late, the last of the day too
    [InlineData("07/01/2019", "", "11/01/2019 23:59", 119.9833, 95.9833, TimeStatus.Late)] // not serious for certain
    [InlineData("08/01/2019", "", "08/01/2019 09:00", 9, 0, TimeStatus.OnTime)] // today: not the future, never below nought
    [InlineData("07/01/2019", "07/01/2019 10:00", "08/01/2019 09:00", 33, 23, TimeStatus.PossiblyLate)] // the report ends the range
    [InlineData("07/01/2019 10:00", "07/01/2019", "08/01/2019 09:00", 33, 23, TimeStatus.PossiblyLate)] // either way about
    [InlineData("07/01/2019", "07/01/2019 10:00", "08/01/2019 10:00", 34, 24, TimeStatus.PossiblyLate)] // to the minute of the report
    [InlineData("08/01/2019 10:00", "07/01/2019", "09/01/2019 00:00", 48, 24, TimeStatus.Late)] // the report's day was over before midnight
    [InlineData("", "07/01/2019", "08/01/2019 09:00", 33, 9, TimeStatus.PossiblyLate)]
    [InlineData("30/03/2019", "", "31/03/2019 23:30", 46.5, 22.5, TimeStatus.PossiblyLate)] // the receipt's day has 23 hours
    [InlineData("27/10/2019", "", "28/10/2019 00:00", 25, 0, TimeStatus.PossiblyLate)] // the day itself has 25
    public void A_day_without_a_time_is_a_range(string incident, string reported, string received, double longest, double shortest,
    TimeStatus status)
    {
        var timing = Given.Measured(Given.Row(incident, reported: reported), received);

        Assert.Equal(status, timing.Status);
        Assert.Equal((longest, shortest), (Math.Round(timing.ElapsedHours, 4), Math.Round(timing.ElapsedHoursMin, 4)));
        Assert.Equal(status == TimeStatus.Late ? Severity.Late : Severity.None, timing.Severity);
        Assert.True(timing.Flags.HasFlag(TimingFlags.DayOnly));
    }

    [Fact]
    public void A_notification_written_before_its_incident_is_not_believed_to_be_on_time()
    {
        var timing = Given.Measured(Given.Row("08/01/2019 02:00", created: "04/01/2019 09:00"), "08/01/2019 12:00", RiskGrade.High);

        Assert.Equal((TimeStatus.PossiblyLate, TimingFlags.CreatedBeforeStart), (timing.Status, timing.Flags));
        Assert.Equal((99d, 10d), (timing.ElapsedHours, timing.ElapsedHoursMin));
    }

    [Theory]
    [InlineData("08/01/2019 01:00")] // an hour before the end, as is usual
    [InlineData("07/01/2019 12:00")] // 24 hours ago: not late by itself
    [InlineData("08/01/2019 05:00")] // after it
    public void A_writing_that_would_not_be_late_by_itself_changes_nothing(string created)
    {
        var with = Given.Measured(Given.Row("08/01/2019 02:00", created: created), "08/01/2019 12:00");

        Assert.Equal(Given.Measured(Given.Row("08/01/2019 02:00"), "08/01/2019 12:00"), with);
        Assert.Equal(TimeStatus.OnTime, with.Status);
    }

    [Theory]
    [InlineData("27/10/2019 01:30", "28/10/2019 00:15", TimeStatus.OnTime)] // 23 3/4 hours after the first, 22 3/4 after the second
    // a minute too late after the first, in time after the second
    [InlineData("27/10/2019 01:30", "28/10/2019 00:31", TimeStatus.PossiblyLate)]
    [InlineData("27/10/2019 01:30", "28/10/2019 01:29", TimeStatus.PossiblyLate)]
    [InlineData("27/10/2019 01:30", "28/10/2019 01:31", TimeStatus.Late)] // whichever it was
    [InlineData("27/10/2019 01:30 BST", "28/10/2019 00:31", TimeStatus.Late)] // the sender says which
    [InlineData("27/10/2019 01:30 GMT", "28/10/2019 01:29", TimeStatus.OnTime)]
    [InlineData("27/10/2019 00:59", "28/10/2019 00:00", TimeStatus.Late)] // before the hour that comes twice
    [InlineData("27/10/2019 02:00", "28/10/2019 02:00", TimeStatus.OnTime)] // after it
    public void An_hour_shown_twice_is_late_only_where_both_are(string incident, string received, TimeStatus status) =>
        Assert.Equal(status, Given.Measured(Given.Row(incident), received).Status);

    [Theory]
    [InlineData("27/10/2019 01:30", "", "", "27/10/2019 12:00", TimingFlags.Ambiguous)]
    [InlineData("31/03/2019 01:30", "", "", "31/03/2019 12:00", TimingFlags.InGap)]
    [InlineData("07/01/2019 10:00", "07/01/2019 11:00", "", "08/01/2019 09:00", TimingFlags.EndBeforeStart)]
    [InlineData("07/01/2019 10:00", "07/01/2019 10:00", "", "08/01/2019 09:00", TimingFlags.None)] // over at once
    [InlineData("07/01/2019", "07/01/2019 10:00", "", "08/01/2019 09:00", TimingFlags.DayOnly)] // some time that day
    [InlineData("31/02/2019", "07/01/2019 11:00", "", "08/01/2019 09:00", TimingFlags.Impossible | TimingFlags.EndUnusable)]
    [InlineData("01/01/1900", "07/01/2019 11:00", "", "08/01/2019 09:00", TimingFlags.Placeholder | TimingFlags.EndUnusable)]
    [InlineData("09/01/2019 11:00", "", "", "08/01/2019 09:00", TimingFlags.Future)]
    [InlineData("07/01/2019 11:00", "", "09/01/2019 11:00", "08/01/2019 09:00", TimingFlags.ReportedInFuture)]
    [InlineData("07/01/2019 11:00", "", "31/02/2019", "08/01/2019 09:00", TimingFlags.ReportedUnusable | TimingFlags.Impossible)]
    [InlineData("", "", "", "08/01/2019 09:00", TimingFlags.Missing)]
    [InlineData("07/01/2019 10:00", "", "", "08/01/2019 09:00", TimingFlags.None)]
    [InlineData("31/12/2017 10:00", "", "", "08/01/2019 09:00", TimingFlags.OutsideCalendar)]
    [InlineData("01/01/2028 10:00", "", "", "02/01/2028 09:00", TimingFlags.OutsideCalendar)]
    public void What_was_odd_is_flagged(string end, string start, string reported, string received, TimingFlags flags) =>
        Assert.Equal(flags, Given.Measured(Given.Row(end, start, reported), received).Flags);

    [Fact]
    public void A_day_beyond_the_calendar_costs_the_working_days_and_nothing_else()
    {
        var timing = Given.Measured(Given.Row("01/01/2028 10:00"), "08/01/2028 10:00");

        Assert.Null(timing.WorkingDays);
        Assert.Equal((TimeStatus.Late, 168d), (timing.Status, timing.ElapsedHours));
    }

    [Fact]
    public void A_time_cell_that_contradicts_its_date_leaves_a_range_and_a_flag()
    {
        var concern = TimeText.Combine(Given.Time("07/01/2019"), "teatime"u8);
        var timing = Given.Health.Measure([concern, default], RiskGrade.Ungraded, Given.Receipt("08/01/2019 12:00"));

        Assert.Equal((TimeStatus.PossiblyLate, TimingFlags.DayOnly | TimingFlags.TimeOfDayUnusable), (timing.Status, timing.Flags));
    }

    [Fact]
    public void A_referrals_creation_alone_is_late_or_unknown()
    {
        var row = new[] { Given.Time(""), Given.Time("2019-01-07 12:00:00") };

        Assert.Equal(TimeStatus.Unknown, Given.Health.Measure(row, RiskGrade.Ungraded, Given.Receipt("08/01/2019 12:00")).Status);
        Assert.Equal(TimeStatus.Late, Given.Health.Measure(row, RiskGrade.Ungraded, Given.Receipt("08/01/2019 12:01")).Status);
    }

    [Fact]
    public void A_clock_without_a_basis_for_each_column_is_refused() =>
        Assert.Contains("names 2 bases for 5 columns",
        Assert.Throws<ArgumentException>(() => Clock.Check(Given.Police with { Bases = ["a", "b"] })).Message);

    [Fact]
    public void A_copy_of_a_clock_measures_by_its_own_limits()
    {
        var row = Given.Row("04/01/2019 12:00");
        Assert.Equal(TimeStatus.OnTime, Given.Measured(row, "05/01/2019 12:00", RiskGrade.High).Status);

        var stricter = Given.Police with
        {
            LimitWhen =
            new Dictionary<RiskGrade, Limit> { [RiskGrade.High] = new(4, TimeUnit.ClockHours) }
        };

        Assert.Equal(TimeStatus.Late, stricter.Measure(row, RiskGrade.High, Given.Receipt("05/01/2019 12:00")).Status);
    }
}
