using System.Globalization;
using FrontDoor.Domain.Calendars;
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

    static readonly string[] s_counts = ["records", "in time", "late or overdue", "percent in time", "median hours", "P90 hours"];

    public static PageModel Of(Asked asked)
    {
        asked = asked with { Filter = asked.Filter with { Clock = asked.Filter.Clock ?? UsualClock } };
        var weeks = asked.Rows("weeks");
        var (first, last) = asked.Lake.Period(asked.Filter, asked.Cancel);
        return asked.Page(PageName.Timeliness, "Timeliness", Headline(weeks, asked),
            Weekly(weeks, asked, first, last),
            Delays(asked),
            Scorecard(asked),
            Risks(asked),
            Monthly(asked),
            Filling(asked)) with
        { Address = new(PageName.Timeliness, asked.Filter) };
    }

    static bool IsBelow(Row week) => week.Number("percent_in_time") is { } percent && week.Number("lower") is { } lower && percent < lower;

    static Headline Headline(IReadOnlyList<Row> weeks, Asked asked)
    {
        var counted = weeks.Where(week => week.Count("decided") > 0).ToList();
        if (counted.Count == 0) return new(Tone.Plain, "No record of this period could be judged.");
        var (inTime, decided) = (counted.Sum(week => week.Count("on_time")), counted.Sum(week => week.Count("decided")));
        var isLow = 100.0 * inTime / decided < LowPercent;
        var all = $"{(isLow ? "Only " : "")}{People.Percent(100.0 * inTime / decided)} of {decided.ToString("N0", CultureInfo.InvariantCulture)} records were in time over the whole period.";
        var below = counted.Where(IsBelow).ToList();
        if (below.Count == 0) return new(isLow ? Tone.Bad : Tone.Good, all, ["No week is below its control limit: it is usual.", .. SenderWords(asked)]);
        var run = LongestRun(counted);
        var (runInTime, runDecided) = (run.Sum(week => week.Count("on_time")), run.Sum(week => week.Count("decided")));
        var usual = counted[0].Number("centre") is { } centre ? $" Usual is {People.Percent(centre)}." : "";
        var stillBelow = IsBelow(counted[^1]);
        var text = run.Count > 1
            ? $"From the week of {People.Day(run[0].Day("week")!.Value)} to the week of {People.Day(run[^1].Day("week")!.Value)} only "
                + $"{People.Percent(100.0 * runInTime / runDecided)} were in time.{usual}"
            : $"In the week of {People.Day(run[0].Day("week")!.Value)} only {People.Percent(run[0].Number("percent_in_time")!.Value)} were in time.{usual}";
        var marks = Systems(asked, run[0].Day("week")!.Value.AddDays(-14), run[^1].Day("week")!.Value.AddDays(6)).Select(mark => $"{mark.Text} began on {mark.Day}.");
        return new(isLow || stillBelow || run.Count > 1 ? Tone.Bad : Tone.Warning, text,
            [$"{PeopleText.Count(below.Count, "week is", "weeks are")} below the control limit, of {counted.Count}; "
                + (stillBelow ? "the newest week is still below it." : "the newest week is not."), .. marks, all, .. SenderWords(asked)]);
    }

    /// <summary>The most weeks in a row below the limit.</summary>
    static List<Row> LongestRun(List<Row> weeks)
    {
        var (best, now) = (new List<Row>(), new List<Row>());
        foreach (var week in weeks)
        {
            if (!IsBelow(week)) { now = []; continue; }
            now.Add(week);
            if (now.Count > best.Count) best = now;
        }
        return best;
    }

    /// <summary>Which sender was worst, where there are several.</summary>
    static IReadOnlyList<string> SenderWords(Asked asked)
    {
        var cards = asked.Rows("scorecard", inPeriod: true).Where(row => row.Number("percent_in_time") is not null).ToList();
        return cards.Count < 2 ? [] : [$"The lowest is {cards[0].Text("feed")} from {cards[0].Text("sender")} with {People.Percent(cards[0].Number("percent_in_time")!.Value)}."];
    }

    static Section Weekly(IReadOnlyList<Row> weeks, Asked asked, DateOnly first, DateOnly last)
    {
        var publish = asked.Filter.ForPublication;
        return new Section("Percent in time by week")
        {
            Text = "By week of the event, from Monday. The grey lines are control limits: a point below the lower one is more than chance. A hollow point is provisional: "
                + "records of that week are still to come. Definitions says how this is worked out.",
            Chart = new("weeks", "Percent of records in time by week of the event, with control limits", [.. weeks.Where(week => !publish || IsPublished(week))
                .Select(week => Values(("week", Day(week.Day("week"))), ("percent", week.Number("percent_in_time")), ("lower", week.Number("lower")),
                ("upper", week.Number("upper")), ("centre", week.Number("centre")), ("provisional", week.Is("provisional")), ("below", IsBelow(week)),
                ("records", week.Count("records"))))])
            { Marks = [.. Systems(asked, first, last), .. Holidays(first, last)] },
            Table = new("weeks", "Percent in time by week", ["week from", .. s_counts, "lower limit", "upper limit", "state", "expected in the end"],
                [.. weeks.Select(week => (IReadOnlyList<Cell>)[Cell.Day(week.Day("week")), .. Counts(week, publish),
                    Cell.Percent(week.Number("lower")), Cell.Percent(week.Number("upper")), State(week), Expected(week, publish)])]),
        };
    }

    static Cell State(Row week) => IsBelow(week) ? new("below the limit", "below") { Tone = Tone.Bad }
        : week.Is("provisional") ? new("provisional", "provisional") { Tone = Tone.Warning }
        : week.Number("percent_in_time") > week.Number("upper") ? new("above the limit", "above") { Tone = Tone.Good } : new("within the limits", "within");

    static Cell Expected(Row week, bool publish) =>
        publish || !week.Is("provisional") || week["expected_low"] is null || week.Count("expected_high") <= week.Count("records") ? Cell.None
        : Cell.Of(string.Create(CultureInfo.InvariantCulture, $"{week.Count("expected_low")} to {week.Count("expected_high")}"));

    /// <summary>records, in time, late or overdue, percent, median and P90 of a row; without the small counts where it is for publication.</summary>
    static IEnumerable<Cell> Counts(Row row, bool publish)
    {
        var (records, decided, onTime) = (row.Count("records"), row.Count("decided"), row.Count("on_time"));
        var isShown = !publish || IsPublished(row);
        return [Cell.Published(records, publish), Cell.Published(onTime, publish), Cell.Published(decided - onTime, publish),
            isShown ? Cell.Percent(row.Number("percent_in_time")) : Cell.None, isShown ? Cell.Hours(row.Number("median_hours")) : Cell.None,
            isShown ? Cell.Hours(row.Number("p90_hours")) : Cell.None];
    }

    /// <summary>Whether a percent gives no small count away: neither those in time nor those late are 1 to 5.</summary>
    static bool IsPublished(Row row) =>
        !Cell.IsSmall(row.Count("on_time")) && !Cell.IsSmall(row.Count("decided") - row.Count("on_time")) && !Cell.IsSmall(row.Count("records"));

    static Section Delays(Asked asked)
    {
        var (rows, publish) = (asked.Rows("delays"), asked.Filter.ForPublication);
        return rows.Count == 0 ? new Section("How late the late ones were") { Text = "Nothing was late." }
            : new Section("How late the late ones were")
            {
                Text = "By how much the limit was passed.",
                Chart = new("bars", "Late records by how late they were", [.. rows.Where(row => !publish || !Cell.IsSmall(row.Count("records")))
                    .Select(row => Values(("name", row.Text("late_by")), ("count", row.Count("records"))))]),
                Table = new("delays", "Late records by how late they were", ["late by", "records"],
                    [.. rows.Select(row => (IReadOnlyList<Cell>)[Cell.Of(row.Text("late_by")), Cell.Published(row.Count("records"), publish)])]),
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
        return new("scorecard", "In time by sender, feed and clock", ["sender", "feed", "clock", "records", "in time", "late", "overdue", "unknown", "percent in time", "median hours", "P90 hours"],
            [.. asked.Rows("scorecard", inPeriod: true).Select(row => (IReadOnlyList<Cell>)[TodayPage.SenderCell(row.Text("sender")), Cell.Of(row.Text("feed")), Cell.Code(row.Text("clock")),
                Cell.Published(row.Count("records"), publish), Cell.Published(row.Count("on_time"), publish), Cell.Published(row.Count("late"), publish),
                Cell.Published(row.Count("overdue"), publish), Cell.Published(row.Count("unknown") + row.Count("possibly"), publish),
                publish && (Cell.IsSmall(row.Count("on_time")) || Cell.IsSmall(row.Count("late") + row.Count("overdue"))) ? Cell.None : Cell.Percent(row.Number("percent_in_time")),
                Cell.Hours(row.Number("median_hours")), Cell.Hours(row.Number("p90_hours"))])]);
    }

    static Section Risks(Asked asked) => new("By risk")
    {
        Table = new("risks", "In time by risk grade", ["risk", .. s_counts],
            [.. asked.Rows("risks").Select(row => (IReadOnlyList<Cell>)[Cell.Of(row.Text("risk")), .. Counts(row, asked.Filter.ForPublication)])]),
    };

    static Section Monthly(Asked asked) => new("By month")
    {
        Table = new("months", "In time by month of the event", ["month", .. s_counts],
            [.. asked.Rows("months").Select(row => (IReadOnlyList<Cell>)[Cell.Month(row.Day("month")!.Value), .. Counts(row, asked.Filter.ForPublication)])]),
    };

    static Section Filling(Asked asked)
    {
        var rows = asked.Rows("filling");
        return rows.Count == 0 ? new Section("How a week fills") { Text = "There are no weeks old enough to say how a week fills." }
            : new Section("How a week fills")
            {
                Text = "Which share of a week's records had come by so many weeks after the week was over, in weeks that are complete. It says how much of a recent week is still to come.",
                Table = new("filling", "Share of a week's records that had come", ["after the end of the week", "share come", "95 in 100 times between"],
                    [.. rows.Select(row => (IReadOnlyList<Cell>)[Cell.Of(PeopleText.Count(row.Count("weeks_after"), "week", "weeks")), Cell.Percent(100 * row.Number("share")),
                        Cell.Of($"{People.Percent(100 * row.Number("share_low")!.Value)} and {People.Percent(100 * row.Number("share_high")!.Value)}")])]),
            };
    }

    /// <summary>The days on which a sender's system changed.</summary>
    public static IEnumerable<ChartMark> Systems(Asked asked, DateOnly first, DateOnly last) =>
        (from feed in asked.Contracts.Feeds
         where asked.Filter.Feed is not { } only || feed.Id == only
         from sender in feed.Contract.Senders
         where asked.Filter.Sender is not { } one || sender.Id == one
         from system in sender.Systems
         where system.From >= first && system.From <= last
         select new ChartMark(Day(system.From)!, $"{system.Name} at {sender.Id}", "system")).Distinct();

    public static IEnumerable<ChartMark> Holidays(DateOnly first, DateOnly last) =>
        BankHolidays.Shipped.Days.Select(day => (Day: day.Date.ToDateOnly(), day.Title)).Where(day => day.Day >= first && day.Day <= last)
        .Select(day => new ChartMark(Day(day.Day)!, day.Title, "holiday"));

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static IReadOnlyDictionary<string, object?> Values(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var row = new Dictionary<string, object?>();
        foreach (var (name, value) in values) row[name] = value;
        return row;
    }
}
