using System.Globalization;
using FrontDoor.Domain.Clocks;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Pages;

/// <summary>How many came in time, week by week against control limits, and how late the late ones were.</summary>
static class TimelinessPage
{
    /// <summary>Shown unless another is asked for: every feed has it.</summary>
    public const string UsualClock = "sharing";

    /// <summary>Fewer in time than this, in percent, needs attention whatever is usual.</summary>
    public const double LowPercent = 90;

    public static PageModel Of(Asked asked)
    {
        asked = asked with { Filter = asked.Filter with { Clock = asked.Filter.Clock ?? UsualClock } };
        var weeks = asked.Rows("weeks");
        return asked.Page(PageName.Timeliness, "Timeliness", Headline(weeks, asked),
            Weekly(weeks, asked), Delays(asked), Scorecard(asked), Risks(asked), Monthly(asked), Filling(asked));
    }

    static bool IsBelow(Row week) => week.Number("percent_in_time") < week.Number("lower");

    static Headline Headline(IReadOnlyList<Row> weeks, Asked asked)
    {
        var counted = weeks.Where(week => week.Count("decided") > 0 && (!asked.Filter.ForPublication || IsPublished(week))).ToList();
        if (counted.Count == 0) return new(Tone.Plain, "No record of this period could be judged.");
        var percent = PercentInTime(counted);
        var all = $"{(percent < LowPercent ? "Only " : "")}{People.Percent(percent)} of "
            + $"{counted.Sum(week => week.Count("decided")).ToString("N0", CultureInfo.InvariantCulture)} records were in time over "
            + (asked.Filter.ForPublication ? "the weeks shown." : "the whole period.");
        var below = counted.Where(IsBelow).ToList();
        if (below.Count == 0)
            return new(percent < LowPercent ? Tone.Bad : Tone.Good, all,
                ["No week is below its control limit: this is the usual level.", .. Lowest(asked)]);
        var run = LongestRun(counted);
        return new(percent < LowPercent || IsBelow(counted[^1]) || run.Count > 1 ? Tone.Bad : Tone.Warning, Words(run),
        [
            $"{PeopleText.Count(below.Count, "week is", "weeks are")} below the control limit, of {counted.Count}; "
                + (IsBelow(counted[^1]) ? "the newest week is still below it." : "the newest week is not."),
            .. Marks.Systems(asked, Monday(run[0]).AddDays(-14), Monday(run[^1]).AddDays(6))
                .Select(mark => $"{mark.Text} began on {mark.Day}."),
            all, .. Lowest(asked),
        ]);
    }

    static string Words(List<Row> run)
    {
        var usual = run[0].Number("centre") is { } centre ? $" Usual is {People.Percent(centre)}." : "";
        var (first, last) = (People.Day(Monday(run[0])), People.Day(Monday(run[^1])));
        return run.Count == 1 ? $"In the week of {first} only {People.Percent(PercentInTime(run))} were in time.{usual}"
            : $"From the week of {first} to the week of {last} only {People.Percent(PercentInTime(run))} were in time.{usual}";
    }

    static DateOnly Monday(Row week) => week.Day("week")!.Value;

    static double PercentInTime(List<Row> weeks) => 100.0 * weeks.Sum(week => week.Count("on_time")) / weeks.Sum(week =>
        week.Count("decided"));

    /// <summary>The most weeks in a row below the limit.</summary>
    static List<Row> LongestRun(List<Row> weeks)
    {
        var (best, now) = (new List<Row>(), new List<Row>());
        foreach (var week in weeks)
        {
            if (!IsBelow(week))
            {
                now = [];
                continue;
            }
            now.Add(week);
            if (now.Count > best.Count) best = now;
        }
        return best;
    }

    /// <summary>Which sender was worst, where there are several.</summary>
    static IReadOnlyList<string> Lowest(Asked asked)
    {
        var cards = asked.Rows("scorecard", inPeriod: true).Where(row => row.Number("percent_in_time") is not null).ToList();
        return cards.Count < 2 ? []
            : [$"The lowest is {cards[0].Text("feed")} from {cards[0].Text("sender")} with "
                + $"{Cell.Percent(cards[0].Number("percent_in_time")).Text}."];
    }

    static Section Weekly(IReadOnlyList<Row> weeks, Asked asked)
    {
        var publish = asked.Filter.ForPublication;
        return new Section("Percent in time by week")
        {
            Text = "By week of the event, from Monday. The grey lines are control limits: a point below the lower one is more "
                + "than chance. A "
                + "hollow point is provisional: records of that week are still to come. Definitions says how this is worked out.",
            Chart = new("weeks", "Percent of records in time by week of the event, with control limits",
                [.. weeks.Where(week => !publish || IsPublished(week)).Select(week => Chart.Row(("week", week["week"]),
                ("percent", week.Number("percent_in_time")), ("lower", week.Number("lower")), ("upper", week.Number("upper")),
                ("centre", week.Number("centre")), ("provisional", week.Is("provisional")), ("below", IsBelow(week)),
                ("records", week.Count("records"))))])
            { Marks = Marks.Of(asked) },
            Table = DataTable.Of("weeks", "Percent in time by week", weeks, [("week from", week => Cell.Day(week.Day("week"))),
                .. Counts(publish),
                ("lower limit", week => Cell.Percent(week.Number("lower"))),
                ("upper limit", week => Cell.Percent(week.Number("upper"))),
                ("state", State),
                ("expected in the end", week => publish ? Cell.None : Expected(week))]),
        };
    }

    static Cell State(Row week) => IsBelow(week) ? new("below the limit", "below") { Tone = Tone.Bad }
        : week.Is("provisional") ? new("provisional", "provisional") { Tone = Tone.Warning }
        : week.Number("percent_in_time") > week.Number("upper") ? new("above the limit", "above") { Tone = Tone.Good }
        : new("within the limits", "within");

    static Cell Expected(Row week) =>
        !week.Is("provisional") || week["expected_low"] is null || week.Count("expected_high") <= week.Count("records") ? Cell.None
        : Cell.Of(string.Create(CultureInfo.InvariantCulture, $"{week.Count("expected_low")} to {week.Count("expected_high")}"));

    /// <summary>Records, in time, late, percent, median and P90 of a row; without the small counts where it is for publication.</summary>
    static IReadOnlyList<(string, Func<Row, Cell>)> Counts(bool publish)
    {
        return
        [
            ("records", row => Cell.Published(row.Count("records"), publish)),
            ("in time", row => Cell.Published(row.Count("on_time"), publish)),
            ("late or overdue", row => Cell.Published(row.Count("decided") - row.Count("on_time"), publish)),
            ("percent in time", row => Shown(row, Cell.Percent(row.Number("percent_in_time")))),
            ("median hours", row => Shown(row, Cell.Hours(row.Number("median_hours")))),
            ("P90 hours", row => Shown(row, Cell.Hours(row.Number("p90_hours")))),
        ];

        Cell Shown(Row row, Cell cell) => !publish || IsPublished(row) ? cell : Cell.None;
    }

    /// <summary>Whether a percent gives no small count away: neither those in time nor those late are 1 to 5.</summary>
    static bool IsPublished(Row row) => !Cell.IsSmall(row.Count("on_time")) && !Cell.IsSmall(row.Count("decided") - row.Count("on_time"))
        && !Cell.IsSmall(row.Count("records"));

    static Section Delays(Asked asked)
    {
        var (rows, publish) = (asked.Rows("delays"), asked.Filter.ForPublication);
        return rows.Count == 0 ? new Section("How late the late ones were") { Text = "Nothing was late." }
            : new Section("How late the late ones were")
            {
                Text = "By how much the limit was passed.",
                Chart = new("bars", "Late records by how late they were",
                    [.. rows.Where(row => !publish || !Cell.IsSmall(row.Count("records")))
                    .Select(row => Chart.Row(("name", row.Text("late_by")), ("count", row.Count("records"))))]),
                Table = DataTable.Of("delays", "Late records by how late they were", rows,
                    ("late by", row => Cell.Of(row.Text("late_by"))),
                    ("records", row => Cell.Published(row.Count("records"), publish))),
            };
    }

    static Section Scorecard(Asked asked) => new("By sender, feed and clock")
    {
        Text = "The lowest first. Records whose times cannot be read are unknown, and count neither as in time nor as late.",
        Table = ScorecardTable(asked with { Filter = asked.Filter with { Clock = null } }),
    };

    /// <summary>The scorecard as report has it, of the period.</summary>
    public static DataTable ScorecardTable(Asked asked)
    {
        var publish = asked.Filter.ForPublication;
        return DataTable.Of("scorecard", "In time by sender, feed and clock", asked.Rows("scorecard", inPeriod: true),
            ("sender", row => TodayPage.SenderCell(row.Text("sender"))),
            ("feed", row => Cell.Of(row.Text("feed"))),
            ("clock", row => Cell.Code(row.Text("clock"))),
            ("records", row => Count(row.Count("records"))),
            ("in time", row => Count(row.Count("on_time"))),
            ("late", row => Count(row.Count("late"))),
            ("overdue", row => Count(row.Count("overdue"))),
            ("unknown", row => Count(row.Count("unknown") + row.Count("possibly"))),
            ("percent in time", row => IsHidden(row) ? Cell.None : Cell.Percent(row.Number("percent_in_time"))),
            ("median hours", row => IsHidden(row) ? Cell.None : Cell.Hours(row.Number("median_hours"))),
            ("P90 hours", row => IsHidden(row) ? Cell.None : Cell.Hours(row.Number("p90_hours"))));

        Cell Count(long count) => Cell.Published(count, publish);
        bool IsHidden(Row row) => publish && (Cell.IsSmall(row.Count("on_time")) || Cell.IsSmall(row.Count("late") + row.Count("overdue")));
    }

    static Section Risks(Asked asked) => new("By risk")
    {
        Table = DataTable.Of("risks", "In time by risk grade", asked.Rows("risks"),
            [("risk", row => Cell.Of(row.Text("risk"))), .. Counts(asked.Filter.ForPublication)]),
    };

    static Section Monthly(Asked asked) => new("By month")
    {
        Table = DataTable.Of("months", "In time by month of the event", asked.Rows("months"),
            [("month", row => Cell.Month(row.Day("month")!.Value)), .. Counts(asked.Filter.ForPublication)]),
    };

    static Section Filling(Asked asked)
    {
        var rows = asked.Rows("filling");
        return rows.Count == 0 ? new Section("How a week fills") { Text = "There are no weeks old enough to say how a week fills." }
            : new Section("How a week fills")
            {
                Text = "Which share of a week's records had come by so many weeks after the week was over, in weeks that are "
                    + "complete. It says "
                    + "how much of a recent week is still to come.",
                Table = DataTable.Of("filling", "Share of a week's records that had come", rows,
                    ("after the end of the week", row => Cell.Of(PeopleText.Count(row.Count("weeks_after"), "week", "weeks"))),
                    ("share come", row => Cell.Percent(100 * row.Number("share"))),
                    ("at least, 95 in 100 times", row => Cell.Percent(100 * row.Number("share_low"))),
                    ("at most", row => Cell.Percent(100 * row.Number("share_high")))),
            };
    }
}
