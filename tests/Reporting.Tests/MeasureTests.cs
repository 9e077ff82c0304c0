using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Pages;

namespace FrontDoor.Reporting.Tests;

/// <summary>The measures on invented councils whose answers are known beforehand.</summary>
public sealed class MeasureTests
{
    static readonly DateTimeOffset s_now = new(2020, 3, 31, 12, 0, 0, TimeSpan.Zero);

    /// <summary>So many weeks of 100 records each up to Monday 30 March 2020, a share of them late as the formula says; w is the week
    /// from 0.</summary>
    /// <param name="asOf">What had come by then.</param>
    static InventedLake Weeks(int weeks, string lateOf100, string hoursIfLate = "48", string asOf = "2020-03-31 12:00:00") => new($"""
        select * from (
          select w * 100 + n as number,
                 timestamp '2020-03-30 12:00:00' - to_days((({weeks} - w) * 7)::integer) + to_hours((n % 24)::integer) as event,
                 case when n < ({lateOf100}) then {hoursIfLate} else 6 end as hours, 24 as limit_hours,
                 'northshire-police' as sender, 'medium' as risk
          from range(0, {weeks}) w(w), range(0, 100) n(n))
        where event + to_hours(hours::integer) <= timestamp '{asOf}'
        """);

    [Fact]
    public void Limits_are_those_of_a_p_chart_where_weeks_vary_by_chance_alone()
    {
        using var council = Weeks(30, "10");
        using var lake = new OpenedLake(council.Folder, s_now);

        var week = lake.Report.Ask("weeks", Filter.None, default)[10];

        Assert.Equal((90.0, 90.0, 81.0, 99.0), (week.Number("percent_in_time"), week.Number("centre"), week.Number("lower"),
            week.Number("upper")));
        Assert.Equal((100, 90), (week.Count("records"), week.Count("on_time")));
    }

    [Fact]
    public void Limits_are_wider_where_weeks_vary_more_than_by_chance()
    {
        using var council = Weeks(30, "case when w % 2 = 0 then 2 else 18 end");
        using var lake = new OpenedLake(council.Folder, s_now);

        var weeks = lake.Report.Ask("weeks", Filter.None, default);

        Assert.All(weeks, week => Assert.True(week.Number("percent_in_time") >= week.Number("lower"), $"{week.Number("lower")}"));
        Assert.True(weeks[0].Number("lower") < 60, $"{weeks[0].Number("lower")}");
    }

    [Fact]
    public void A_bad_quarter_is_below_the_limit_and_does_not_move_the_centre()
    {
        using var council = Weeks(60, "case when w between 20 and 32 then 95 else 10 end");
        using var lake = new OpenedLake(council.Folder, s_now);

        var weeks = lake.Report.Ask("weeks", Filter.None, default);

        Assert.Equal(90, weeks[0].Number("centre"));
        Assert.Equal(Enumerable.Range(20, 13), Enumerable.Range(0, weeks.Count)
            .Where(at => weeks[at].Number("percent_in_time") < weeks[at].Number("lower")));
    }

    [Fact]
    public void The_headline_says_when_it_failed_how_badly_and_what_is_usual()
    {
        using var council = Weeks(60, "case when w between 20 and 32 then 95 else 10 end");
        using var lake = new OpenedLake(council.Folder, s_now);

        var page = new Report(Contracts.Shipped).Of(new(PageName.Timeliness, Filter.None), lake.Report, default);

        var (first, last) = (new DateOnly(2020, 3, 30).AddDays(-40 * 7), new DateOnly(2020, 3, 30).AddDays(-28 * 7));
        Assert.Equal(Tone.Bad, page.Headline.Tone);
        Assert.Equal($"From the week of {People.Day(first)} to the week of {People.Day(last)} only 5% were in time. Usual is 90%.",
            page.Headline.Text);
        Assert.Contains(page.Headline.More, more => more.StartsWith("13 weeks are below the control limit", StringComparison.Ordinal));
    }

    [Fact]
    public void That_half_of_all_is_late_is_not_called_good_because_it_is_usual()
    {
        using var council = Weeks(30, "50");
        using var lake = new OpenedLake(council.Folder, s_now);

        var page = new Report(Contracts.Shipped).Of(new(PageName.Timeliness, Filter.None), lake.Report, default);

        Assert.Equal((Tone.Bad, "Only 50% of 3,000 records were in time over the weeks shown."), (page.Headline.Tone, page.Headline.Text));
    }

    /// <summary>Those that are the latest of all are of events long before the first file.</summary>
    [Fact]
    public void No_record_is_left_out_because_its_event_is_older_than_the_first_file()
    {
        using var council = new InventedLake("""
            select number, timestamp '2020-03-29 10:00:00' - to_days(case when number < 4 then 200 when number = 4 then 700 else 0 end) as event,
                   case when number < 4 then 4801 when number = 4 then 16801 else 2 end as hours, 24 as limit_hours,
                   'northshire-police' as sender, 'high' as risk
            from range(0, 20) t(number)
            """);
        using var lake = new OpenedLake(council.Folder, s_now);

        var page = new Report(Contracts.Shipped).Of(new(PageName.Timeliness, Filter.None), lake.Report, default);

        Assert.Contains("Only 78.9% of 19 records were in time over the weeks shown.", page.Headline.More);
        Assert.Contains("1 record is of earlier events; 1 was late.", page.Headline.More);
    }

    [Fact]
    public void A_week_fills_as_its_records_come_and_is_provisional_until_nearly_all_have()
    {
        // 20 of 100 take three weeks, so a week has 80 of 100 until it has been over for three
        using var council = Weeks(40, "20", "21 * 24");
        using var lake = new OpenedLake(council.Folder, s_now);

        var (filling, weeks) = (lake.Report.Ask("filling", Filter.None, default), lake.Report.Ask("weeks", Filter.None, default));

        Assert.Equal([80, 80, 80, 100], filling.Take(4).Select(row => Math.Round(100 * row.Number("share")!.Value)));
        Assert.All(filling, row => Assert.InRange(row.Number("share")!.Value, row.Number("share_low")!.Value,
            row.Number("share_high")!.Value));
        Assert.True(weeks[^1].Is("provisional"));
        Assert.False(weeks[0].Is("provisional"));
        Assert.InRange(100, weeks[^1].Count("expected_low"), weeks[^1].Count("expected_high"));
    }

    [Fact]
    public void What_is_expected_of_a_week_that_still_fills_is_what_has_come_in_the_end()
    {
        var (weeks, right) = (0, 0);
        for (var before = 1; before <= 6; before++)
        {
            var asOf = s_now.AddDays(-28 * before);
            // a third comes one to five weeks late; of each week 100 come in the end
            using var council = Weeks(70, "33", "168 * (1 + hash(w * 100 + n) % 5)", $"{asOf:yyyy-MM-dd HH:mm:ss}");
            using var lake = new OpenedLake(council.Folder, asOf);
            var filling = lake.Report.Ask("weeks", Filter.None, default)
                .Where(week => week.Is("provisional") && week.Number("age") >= 0 && week["expected_low"] is not null).ToList();
            Assert.NotEmpty(filling);
            weeks += filling.Count;
            right += filling.Count(week => week.Count("expected_low") <= 100 && 100 <= week.Count("expected_high"));
        }
        Assert.True(right >= 0.9 * weeks, $"{right} of {weeks} weeks");
    }

    [Fact]
    public void Months_have_limits_of_their_own_and_the_newest_is_provisional_while_its_last_week_fills()
    {
        using var council = Weeks(110, "case when w between 60 and 64 then 95 when n < 90 then 10 else 12 end", "21 * 24");
        using var lake = new OpenedLake(council.Folder, s_now);

        var months = lake.Report.Ask("months", Filter.None with { From = new(2018, 6, 1) }, default);

        Assert.All(months, month => Assert.True(month.Number("lower") < month.Number("centre")
            && month.Number("centre") < month.Number("upper"), $"{month.Day("month")}"));
        var below = months.Where(month => month.Number("percent_in_time") < month.Number("lower")).Select(month => month.Day("month"));
        Assert.Equal([new DateOnly(2019, 4, 1), new DateOnly(2019, 5, 1)], below.OfType<DateOnly>());
        Assert.True(months[^1].Is("provisional"));
        Assert.All(months.Take(12), month => Assert.False(month.Is("provisional")));
        Assert.Null(months[^1]["expected_low"]);
    }

    [Fact]
    public void Median_and_P90_are_of_the_hours_that_were_measured()
    {
        using var council = Weeks(12, "11");
        using var lake = new OpenedLake(council.Folder, s_now);

        var month = lake.Report.Ask("months", Filter.None, default)[1];

        Assert.Equal((6.0, 48.0), (month.Number("median_hours"), month.Number("p90_hours")));
    }

    [Fact]
    public void Arrivals_that_are_old_and_weeks_without_any_are_in_the_headline()
    {
        // what happens in weeks 20 to 24 comes all at once after week 24
        using var council = Weeks(40, "case when w between 20 and 24 then 100 else 0 end", "(26 - w) * 7 * 24");
        using var lake = new OpenedLake(council.Folder, s_now);

        var page = new Report(Contracts.Shipped).Of(new(PageName.Arrivals, Filter.None), lake.Report, default);

        Assert.Equal(Tone.Bad, page.Headline.Tone);
        Assert.StartsWith("In 1 week of", page.Headline.Text, StringComparison.Ordinal);
        Assert.Contains(page.Headline.More, more => more.StartsWith("In 5 weeks nothing came at all", StringComparison.Ordinal));
        Assert.Contains(page.Headline.More, more => more.StartsWith("The most at once", StringComparison.Ordinal));
    }

    [Fact]
    public void A_filter_narrows_every_measure()
    {
        using var council = Weeks(12, "10");
        using var lake = new OpenedLake(council.Folder, s_now);
        var other = new Filter { Sender = "northshire-hospitals" };

        Assert.NotEmpty(lake.Report.Ask("weeks", new Filter { Sender = "northshire-police", Risk = "medium" }, default));
        foreach (var measure in (string[])["weeks", "months", "risks", "delays", "scorecard", "arrivals", "hours", "bunches", "overdue",
            "came_late", "files"])
            Assert.Empty(lake.Report.Ask(measure, other, default));
        Assert.Empty(lake.Report.Ask("weeks", new Filter { Risk = "high" }, default));
    }

    [Fact]
    public void What_is_kept_for_several_questions_can_only_be_read()
    {
        using var council = Weeks(2, "1");
        using var scratch = Scratch.Open(Path.Combine(Path.GetTempPath(), "pages-tests"));
        using var lake = Lake.Queries.LakeQuery.Open(council.Folder, new EngineOptions(scratch.Folder, 64));

        Assert.Throws<DuckDbException>(() => lake.KeepAnswer("x", "select 1; drop view files", default));
        Assert.Throws<DuckDbException>(() => lake.KeepAnswer("x", "select * from read_csv('/etc/passwd')", default));
    }

    [Fact]
    public void Csv_is_quoted_and_no_value_is_a_formula()
    {
        var table = new DataTable("t", "t", ["a", "b"], [[Cell.Of("=1+1"), Cell.Of("x,\"y\"")], [Cell.Of("@a"), new("-", -1.5)]]);

        Assert.Equal("a,b\r\n'=1+1,\"x,\"\"y\"\"\"\r\n'@a,-1.5\r\n", table.Csv());
    }
}
