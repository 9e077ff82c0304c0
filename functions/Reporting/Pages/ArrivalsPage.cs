using System.Globalization;
using FrontDoor.Domain.Clocks;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Pages;

/// <summary>When records arrive against when things happen: clumps, backlogs and silent days.</summary>
static class ArrivalsPage
{
    static readonly string[] s_weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static PageModel Of(Asked asked)
    {
        asked = asked with { Filter = asked.Filter with { Clock = TimelinessPage.UsualClock } }; // one row a record
        var weeks = asked.Rows("arrivals");
        var hidden = Suppression.OfRows(asked.IsForPublication, weeks,
            week => [week.Count("records"), week.Count("old"), week.Count("fresh"), week.Count("age_unknown")]);
        if (!hidden.IsEmpty) asked = asked with
        {
            Only = RecordCondition.NotInWeeks("received_on", weeks.Where(hidden.Hides).Select(Monday))
        };
        var (bunches, hours) = (asked.Rows("bunches"), asked.Rows("hours"));
        var hiddenBunches = Suppression.OfRows(asked.IsForPublication, bunches,
            day => [day.Count("records"), day.Count("old"), day.Count("records") - day.Count("old"), Usual(day)]);
        var (arrivals, events) = (Grid(hours, "arrival", asked), Grid(hours, "event", asked));
        var calendar = asked.Rows("calendar").Where(row => (asked.Filter.Feed is not { } feed || row.Text("feed") == feed.ToString())
            && (asked.Filter.Sender is not { } sender || row.Text("sender") == sender)).ToList();
        var headline = new ArrivalsHeadline([.. weeks.Where(week => !hidden.Hides(week))], [.. weeks.Select(Monday)],
            [.. bunches.Where(day => !hiddenBunches.Hides(day))], [.. arrivals.Hours.Where(hour => !arrivals.Hidden.Hides(hour))],
            calendar);
        var page = asked.Page(PageName.Arrivals, "Arrivals", headline.Words(),
            Weekly(weeks, hidden, asked), Clumps(arrivals, isArrival: true), Clumps(events, isArrival: false),
            Bunches(bunches, hiddenBunches), Calendar(calendar, asked));
        return page with { Address = new(PageName.Arrivals, asked.Filter with { Clock = null }) };
    }

    static DateOnly Monday(Row week) => week.Day("week")!.Value;

    /// <summary>The usual number of records of a day, rounded up.</summary>
    static long Usual(Row day) => (long)Math.Ceiling(day.Number("usual") ?? 0);

    /// <summary>The hours of weekdays with a record, and those that are not published.</summary>
    static (IReadOnlyList<Row> Hours, Suppression Hidden) Grid(IReadOnlyList<Row> hours, string ofWhat, Asked asked)
    {
        List<Row> only = [.. hours.Where(row => row.Text("of_what") == ofWhat)];
        return (only, Suppression.OfParts(asked.IsForPublication, only, row => [row.Count("records")]));
    }

    static Section Weekly(IReadOnlyList<Row> weeks, Suppression hidden, Asked asked) =>
        new("Records received by week, and how old they were")
        {
            Text = "By week of receipt. Red: four days or more after the event.",
            Chart = new("ages", "Records received by week of receipt, by age", [.. weeks.Where(week => !hidden.Hides(week))
                .Select(week => Chart.Row(("week", week["week"]), ("old", week.Count("old")),
                ("fresh", week.Count("fresh") + week.Count("age_unknown"))))])
            { Marks = Marks.Of(asked) },
            Table = DataTable.Of("arrivals", "Records received by week, and their age", weeks,
                ("week from", week => Cell.Day(week.Day("week"))),
                ("records", week => hidden.Count(week, one => one.Count("records"))),
                ("under four days old", week => hidden.Count(week, one => one.Count("fresh"))),
                ("four days or older", week => hidden.Count(week, one => one.Count("old"))),
                ("age not known", week => hidden.Count(week, one => one.Count("age_unknown"))),
                ("median hours", week => hidden.Figure(week, Cell.Hours(week.Number("median_hours")))),
                ("longest hours", week => asked.IsForPublication ? Cell.None : Cell.Hours(week.Number("longest_hours")))), // of one record
        };

    static Section Clumps((IReadOnlyList<Row> Hours, Suppression Hidden) grid, bool isArrival)
    {
        var cells = grid.Hours.ToDictionary(row => ((int)row.Count("weekday"), (int)row.Count("hour")));
        var title = isArrival ? "Hour and weekday of arrival" : "Hour and weekday of the event";
        return grid.Hidden.IsWhole ? Suppression.Withheld(title) : new Section(title)
        {
            Text = isArrival ? "Each square is an hour of a weekday, London time; the darker, the more records arrived in it. "
                + "Compare it with "
                + "the events below." : "The same for when things happened, of the same records.",
            Chart = new("hours", $"Records by {title.ToLowerInvariant()}", [.. cells.Where(cell => !grid.Hidden.Hides(cell.Value))
                .Select(cell => Chart.Row(("weekday", s_weekdays[cell.Key.Item1 - 1]), ("hour", cell.Key.Item2),
                    ("count", cell.Value.Count("records"))))]),
            Table = DataTable.Of(isArrival ? "arrival-hours" : "event-hours", $"Records by {title.ToLowerInvariant()}",
                Enumerable.Range(0, 24),
                [("hour", hour => Cell.Of(string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00"))),
                .. s_weekdays.Select((name, day) => (name, (Func<int, Cell>)(hour => cells.TryGetValue((day + 1, hour), out var cell)
                    ? grid.Hidden.Count(cell, one => one.Count("records")) : Cell.Count(0))))]),
        };
    }

    static Section Bunches(IReadOnlyList<Row> bunches, Suppression hidden) => bunches.Count == 0
        ? new Section("Days on which much came at once") { Text = "On no day more than three times the usual came." }
        : new Section("Days on which much came at once")
        {
            Text = "More than three times what that feed and sender usually send in a day.",
            Table = DataTable.Of("bunches", "Days on which much came at once", bunches,
                ("day", row => Cell.Day(row.Day("day"))),
                ("sender", row => TodayPage.SenderCell(row.Text("sender"))),
                ("feed", row => Cell.Of(row.Text("feed"))),
                ("records", row => hidden.Count(row, one => one.Count("records"))),
                ("usual", row => hidden.Figure(row, Cell.Number(row.Number("usual")))),
                ("four days or older", row => hidden.Count(row, one => one.Count("old"))),
                ("median hours", row => hidden.Figure(row, Cell.Hours(row.Number("median_hours"))))),
        };

    static Section Calendar(List<Row> days, Asked asked)
    {
        if (days.Count == 0) return new("Feed health, day by day") { Text = "No day of a feed has been judged yet." };
        List<Row> unusual = [.. days.Where(row => !ArrivalsHeadline.IsUsual(row)).OrderByDescending(row => row.Day("day"))];
        var hidden = Suppression.OfRows(asked.IsForPublication, unusual, day => [day.Count("received"), Usual(day)]);
        return new("Feed health, day by day")
        {
            Text = "The last half year; each line is a feed. The table lists the days that were not as usual.",
            Chart = new("calendar", "State of each feed by day", [.. days.Select(row => Chart.Row(
                ("feed", $"{row.Text("feed")} {row.Text("sender")}"), ("day", row["day"]),
                ("state", ArrivalsHeadline.IsUsual(row) ? "as usual" : row.Text("state").Replace('_', ' '))))]),
            Table = DataTable.Of("feed-days", "Days that were not as usual", unusual,
                ("day", row => Cell.Day(row.Day("day"))),
                ("sender", row => TodayPage.SenderCell(row.Text("sender"))),
                ("feed", row => Cell.Of(row.Text("feed"))),
                ("state", row => Cell.Code(row.Text("state")) with { Tone = Tone.Bad }),
                ("reasons", row => Cell.Of(row.Text("reasons").Replace(";", ", ", StringComparison.Ordinal))),
                ("files", row => asked.IsForPublication ? Cell.None : Cell.Count(row.Count("files"))),
                ("received", row => hidden.Count(row, one => one.Count("received"))),
                ("usual", row => hidden.Figure(row, Cell.Number(row.Number("usual"))))),
        };
    }
}
