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
        var all = asked.Rows("weeks");
        var hidden = Suppression.OfRows(asked.IsForPublication, all, Small);
        if (!hidden.IsEmpty) asked = asked with
        {
            Only = RecordCondition.NotInWeeks("started_on", all.Where(hidden.Hides).Select(Monday))
        };
        var weeks = asked.Rows("weeks"); // without those that are hidden, which so move no limit
        IReadOnlyList<Row> listed = [.. all.Where(hidden.Hides).Concat(weeks).OrderBy(Monday)];
        Section[] sections = [Weekly(listed, hidden, asked), Delays(asked), Scorecard(asked), Risks(asked)];
        return asked.Page(PageName.Timeliness, "Timeliness", Headline(weeks, asked),
            // months of the same records would give hidden weeks away, and shares tell of single records
            asked.IsForPublication ? sections : [.. sections, Monthly(asked), Filling(asked)]);
    }

    /// <summary>Records, those in time, and those late.</summary>
    static IReadOnlyList<long> Small(Row row) => [row.Count("records"), row.Count("on_time"), Late(row)];

    static long Late(Row row) => row.Count("decided") - row.Count("on_time");

    static bool IsBelow(Row week) => week.Number("percent_in_time") < week.Number("lower");

    static Headline Headline(IReadOnlyList<Row> weeks, Asked asked)
    {
        var counted = weeks.Where(week => week.Count("decided") > 0).ToList();
        if (counted.Count == 0) return new(Tone.Plain, "No record of this period could be judged.");
        var percent = PercentInTime(counted);
        var all = $"{(percent < LowPercent ? "Only " : "")}{People.Percent(percent)} of "
            + $"{counted.Sum(week => week.Count("decided")).ToString("N0", CultureInfo.InvariantCulture)} records were in time over "
            + "the weeks shown.";
        var below = counted.Where(IsBelow).ToList();
        if (below.Count == 0)
            return new(percent < LowPercent ? Tone.Bad : Tone.Good, all,
                ["No week is below its control limit: this is the usual level.", .. Earlier(asked), .. Lowest(asked)]);
        var run = LongestRun(counted);
        return new(percent < LowPercent || IsBelow(counted[^1]) || run.Count > 1 ? Tone.Bad : Tone.Warning, Words(run),
        [
            $"{PeopleText.Count(below.Count, "week is", "weeks are")} below the control limit, of {counted.Count}; "
                + (IsBelow(counted[^1]) ? "the newest week is still below it." : "the newest week is not."),
            .. Marks.Systems(asked, Monday(run[0]).AddDays(-14), Monday(run[^1]).AddDays(6))
                .Select(mark => $"{mark.Text} began on {mark.Day}."),
            all, .. Earlier(asked), .. Lowest(asked),
        ]);
    }

    /// <summary>The latest of all may be too old for the weeks shown: they are said, or nobody would see them.</summary>
    static IEnumerable<string> Earlier(Asked asked)
    {
        if (asked.IsForPublication || asked.Filter.From is not null) yield break;
        var earlier = asked.Rows("earlier").Single();
        if (earlier.Count("records") == 0) yield break;
        yield return $"{PeopleText.Count(earlier.Count("records"), "record is", "records are")} of earlier events; "
            + $"{PeopleText.Count(earlier.Count("late"), "was", "were")} late.";
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
        var (rows, hidden) = Cards(asked);
        var cards = rows.Where(row => row.Number("percent_in_time") is not null && !hidden.Hides(row)).ToList();
        return cards.Count < 2 ? []
            : [$"The lowest is {cards[0].Text("feed")} from {cards[0].Text("sender")} with "
                + $"{Cell.Percent(cards[0].Number("percent_in_time")).Text}."];
    }

    /// <summary>The weeks of one clock, sender and feed.</summary>
    public static Section ControlChart(Asked asked) => Weekly(asked.Rows("weeks"), Suppression.None, asked);

    static Section Weekly(IReadOnlyList<Row> weeks, Suppression hidden, Asked asked) =>
        new("Percent in time by week")
        {
            Text = "By week of the event, from Monday. The grey lines are control limits: a point below the lower one is more "
                + "than chance. A "
                + "hollow point is provisional: records of that week are still to come. Definitions says how this is worked out.",
            Chart = new("weeks", "Percent of records in time by week of the event, with control limits",
                [.. weeks.Where(week => !hidden.Hides(week)).Select(week => Chart.Row(("week", week["week"]),
                ("percent", week.Number("percent_in_time")), ("lower", week.Number("lower")), ("upper", week.Number("upper")),
                ("centre", week.Number("centre")), ("provisional", week.Is("provisional")), ("below", IsBelow(week)),
                ("records", week.Count("records"))))])
            { Marks = Marks.Of(asked) },
            Table = DataTable.Of("weeks", "Percent in time by week", weeks, [("week from", week => Cell.Day(week.Day("week"))),
                .. Counts(hidden), .. Judged(hidden),
                ("expected in the end", week => asked.IsForPublication ? Cell.None : Expected(week))]),
        };

    static Cell State(Row week) => IsBelow(week) ? new("below the limit", "below") { Tone = Tone.Bad }
        : week.Is("provisional") ? new("provisional", "provisional") { Tone = Tone.Warning }
        : week.Number("percent_in_time") > week.Number("upper") ? new("above the limit", "above") { Tone = Tone.Good }
        : new("within the limits", "within");

    static Cell Expected(Row week) =>
        !week.Is("provisional") || week["expected_low"] is null || week.Count("expected_high") <= week.Count("records") ? Cell.None
        : Cell.Of(string.Create(CultureInfo.InvariantCulture, $"{week.Count("expected_low")} to {week.Count("expected_high")}"));

    /// <summary>Records, in time, late, percent, median and P90 of a row.</summary>
    static IReadOnlyList<(string, Func<Row, Cell>)> Counts(Suppression hidden) =>
    [
        ("records", row => hidden.Count(row, one => one.Count("records"))),
        ("in time", row => hidden.Count(row, one => one.Count("on_time"))),
        ("late or overdue", row => hidden.Count(row, Late)),
        ("percent in time", row => hidden.Figure(row, Cell.Percent(row.Number("percent_in_time")))),
        ("median hours", row => hidden.Figure(row, Cell.Hours(row.Number("median_hours")))),
        ("P90 hours", row => hidden.Figure(row, Cell.Hours(row.Number("p90_hours")))),
    ];

    /// <summary>The control limits of a row, and where it is between them.</summary>
    static IReadOnlyList<(string, Func<Row, Cell>)> Judged(Suppression hidden) =>
    [
        ("lower limit", row => hidden.Figure(row, Cell.Percent(row.Number("lower")))),
        ("upper limit", row => hidden.Figure(row, Cell.Percent(row.Number("upper")))),
        ("state", row => hidden.Figure(row, State(row))),
    ];

    public static Section Delays(Asked asked)
    {
        var rows = asked.Rows("delays");
        var hidden = Suppression.OfParts(asked.IsForPublication, rows, row => [row.Count("records")]);
        return hidden.IsWhole ? Suppression.Withheld("How late the late ones were")
            : rows.Count == 0 ? new Section("How late the late ones were") { Text = "Nothing was late." }
            : new Section("How late the late ones were")
            {
                Text = "By how much the limit was passed.",
                Chart = new("bars", "Late records by how late they were",
                    [.. rows.Where(row => !hidden.Hides(row))
                    .Select(row => Chart.Row(("name", row.Text("late_by")), ("count", row.Count("records"))))]),
                Table = DataTable.Of("delays", "Late records by how late they were", rows,
                    ("late by", row => Cell.Of(row.Text("late_by"))),
                    ("records", row => hidden.Count(row, one => one.Count("records")))),
            };
    }

    public static Section Scorecard(Asked asked)
    {
        asked = asked with { Filter = asked.Filter with { Clock = null } };
        return Cards(asked).Hidden.IsWhole ? Suppression.Withheld("By sender, feed and clock") : new("By sender, feed and clock")
        {
            Text = "The lowest first. Records whose times cannot be read are unknown, and count neither as in time nor as late.",
            Table = ScorecardTable(asked),
        };
    }

    /// <summary>The scorecard as report has it, of the period.</summary>
    public static DataTable ScorecardTable(Asked asked)
    {
        var (rows, hidden) = Cards(asked);
        return DataTable.Of("scorecard", "In time by sender, feed and clock", rows,
            ("sender", row => TodayPage.SenderCell(row.Text("sender"))),
            ("feed", row => Cell.Of(row.Text("feed"))),
            ("clock", row => Cell.Code(row.Text("clock"))),
            ("records", row => hidden.Count(row, one => one.Count("records"))),
            ("in time", row => hidden.Count(row, one => one.Count("on_time"))),
            ("late", row => hidden.Count(row, one => one.Count("late"))),
            ("overdue", row => hidden.Count(row, one => one.Count("overdue"))),
            ("unknown", row => hidden.Count(row, Unknown)),
            ("percent in time", row => hidden.Figure(row, Cell.Percent(row.Number("percent_in_time")))),
            ("median hours", row => hidden.Figure(row, Cell.Hours(row.Number("median_hours")))),
            ("P90 hours", row => hidden.Figure(row, Cell.Hours(row.Number("p90_hours")))));
    }

    /// <summary>The clocks of one sender and feed are about the same records, and so they are hidden together.</summary>
    public static (IReadOnlyList<Row> Rows, Suppression Hidden) Cards(Asked asked)
    {
        var rows = asked.Rows("scorecard", inPeriod: true);
        return (rows, Suppression.OfParts(asked.IsForPublication, rows,
            row => [row.Count("records"), row.Count("on_time"), row.Count("late"), row.Count("overdue"), Unknown(row)],
            row => (row.Text("sender"), row.Text("feed")), row => row.Text("clock")));
    }

    static long Unknown(Row row) => row.Count("unknown") + row.Count("possibly");

    public static Section Risks(Asked asked)
    {
        var rows = asked.Rows("risks");
        var hidden = Suppression.OfParts(asked.IsForPublication, rows, Small);
        return hidden.IsWhole ? Suppression.Withheld("By risk") : new("By risk")
        {
            Table = DataTable.Of("risks", "In time by risk grade", rows,
                [("risk", row => Cell.Of(row.Text("risk"))), .. Counts(hidden)]),
        };
    }

    static Section Monthly(Asked asked) => new("By month")
    {
        Text = "As by week, with limits of the months' own. Provisional: records of the month's last week are still to come.",
        Table = DataTable.Of("months", "In time by month of the event", asked.Rows("months"),
            [("month", row => Cell.Month(row.Day("month")!.Value)), .. Counts(Suppression.None), .. Judged(Suppression.None)]),
    };

    static Section Filling(Asked asked)
    {
        var rows = asked.Rows("filling");
        return rows.Count == 0 ? new Section("How a week fills") { Text = "There are no weeks old enough to say how a week fills." }
            : new Section("How a week fills")
            {
                Text = "Which share of a week's records had come by so many weeks after the week was over, in weeks that are "
                    + "complete. It says how much of a recent week is still to come.",
                Table = DataTable.Of("filling", "Share of a week's records that had come", rows,
                    ("after the end of the week", row => Cell.Of(PeopleText.Count(row.Count("weeks_after"), "week", "weeks"))),
                    ("share come", row => Cell.Percent(100 * row.Number("share"))),
                    ("at least, 95 in 100 times", row => Cell.Percent(100 * row.Number("share_low"))),
                    ("at most", row => Cell.Percent(100 * row.Number("share_high")))),
            };
    }
}
