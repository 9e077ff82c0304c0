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
        var (weeks, bunches, hours) = (asked.Rows("arrivals"), asked.Rows("bunches"), asked.Rows("hours"));
        var calendar = asked.Rows("calendar").Where(row => (asked.Filter.Feed is not { } feed || row.Text("feed") == feed.ToString())
            && (asked.Filter.Sender is not { } sender || row.Text("sender") == sender)).ToList();
        var publish = asked.Filter.ForPublication;
        var headline = new ArrivalsHeadline([.. weeks.Where(week => IsShown(week, publish))],
            [.. bunches.Where(day => !publish || !Cell.IsSmall(day.Count("old")))], hours, calendar);
        var page = asked.Page(PageName.Arrivals, "Arrivals", headline.Words(),
            Weekly(weeks, asked), Clumps(hours, isArrival: true, asked), Clumps(hours, isArrival: false, asked), Bunches(bunches, asked),
            Calendar(calendar));
        return page with { Address = new(PageName.Arrivals, asked.Filter with { Clock = null }) };
    }

    static Section Weekly(IReadOnlyList<Row> weeks, Asked asked)
    {
        var publish = asked.Filter.ForPublication;
        return new Section("Records received by week, and how old they were")
        {
            Text = "By week of receipt. Red: four days or more after the event.",
            Chart = new("ages", "Records received by week of receipt, by age", [.. weeks.Where(week => IsShown(week, publish))
                .Select(week => Chart.Row(("week", week["week"]), ("old", week.Count("old")),
                ("fresh", week.Count("fresh") + week.Count("age_unknown"))))])
            { Marks = Marks.Of(asked) },
            Table = DataTable.Of("arrivals", "Records received by week, and their age", weeks,
                ("week from", week => Cell.Day(week.Day("week"))),
                ("records", week => Cell.Published(week.Count("records"), publish)),
                ("under four days old", week => Cell.Published(week.Count("fresh"), publish)),
                ("four days or older", week => Cell.Published(week.Count("old"), publish)),
                ("age not known", week => Cell.Published(week.Count("age_unknown"), publish)),
                ("median hours", week => IsShown(week, publish) ? Cell.Hours(week.Number("median_hours")) : Cell.None),
                ("longest hours", week => IsShown(week, publish) ? Cell.Hours(week.Number("longest_hours")) : Cell.None)),
        };
    }

    /// <summary>Whether the figures of a week give no small count away.</summary>
    static bool IsShown(Row week, bool publish) => !publish
        || !((string[])["records", "old", "fresh", "age_unknown"]).Any(column => Cell.IsSmall(week.Count(column)));

    static Section Clumps(IReadOnlyList<Row> hours, bool isArrival, Asked asked)
    {
        var publish = asked.Filter.ForPublication;
        var counts = hours.Where(row => row.Text("of_what") == (isArrival ? "arrival" : "event"))
            .ToDictionary(row => ((int)row.Count("weekday"), (int)row.Count("hour")), row => row.Count("records"));
        var title = isArrival ? "Hour and weekday of arrival" : "Hour and weekday of the event";
        return new Section(title)
        {
            Text = isArrival ? "Each square is an hour of a weekday, London time; the darker, the more records arrived in it. "
                + "Compare it with "
                + "the events below." : "The same for when things happened, of the same records.",
            Chart = new("hours", $"Records by {title.ToLowerInvariant()}", [.. counts.Where(count => !publish || !Cell.IsSmall(count.Value))
                .Select(count => Chart.Row(("weekday", s_weekdays[count.Key.Item1 - 1]), ("hour", count.Key.Item2),
                    ("count", count.Value)))]),
            Table = DataTable.Of(isArrival ? "arrival-hours" : "event-hours", $"Records by {title.ToLowerInvariant()}",
                Enumerable.Range(0, 24),
                [("hour", hour => Cell.Of(string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00"))),
                .. s_weekdays.Select((name, day) =>
                    (name, (Func<int, Cell>)(hour => Cell.Published(counts.GetValueOrDefault((day + 1, hour)), publish))))]),
        };
    }

    static Section Bunches(IReadOnlyList<Row> bunches, Asked asked) => bunches.Count == 0
        ? new Section("Days on which much came at once") { Text = "On no day more than three times the usual came." }
        : new Section("Days on which much came at once")
        {
            Text = "More than three times what that feed and sender usually send in a day.",
            Table = DataTable.Of("bunches", "Days on which much came at once", bunches,
                ("day", row => Cell.Day(row.Day("day"))),
                ("sender", row => TodayPage.SenderCell(row.Text("sender"))),
                ("feed", row => Cell.Of(row.Text("feed"))),
                ("records", row => Cell.Published(row.Count("records"), asked.Filter.ForPublication)),
                ("usual", row => Cell.Number(row.Number("usual"))),
                ("four days or older", row => Cell.Published(row.Count("old"), asked.Filter.ForPublication)),
                ("median hours", row => Cell.Hours(row.Number("median_hours")))),
        };

    static Section Calendar(List<Row> days) => days.Count == 0
        ? new Section("Feed health, day by day") { Text = "No day of a feed has been judged yet." }
        : new Section("Feed health, day by day")
        {
            Text = "The last half year; each line is a feed. The table lists the days that were not as usual.",
            Chart = new("calendar", "State of each feed by day", [.. days.Select(row => Chart.Row(
                ("feed", $"{row.Text("feed")} {row.Text("sender")}"), ("day", row["day"]),
                ("state", ArrivalsHeadline.IsUsual(row) ? "as usual" : row.Text("state").Replace('_', ' '))))]),
            Table = DataTable.Of("feed-days", "Days that were not as usual",
                days.Where(row => !ArrivalsHeadline.IsUsual(row)).OrderByDescending(row => row.Day("day")),
                ("day", row => Cell.Day(row.Day("day"))),
                ("sender", row => TodayPage.SenderCell(row.Text("sender"))),
                ("feed", row => Cell.Of(row.Text("feed"))),
                ("state", row => Cell.Code(row.Text("state")) with { Tone = Tone.Bad }),
                ("reasons", row => Cell.Of(row.Text("reasons").Replace(";", ", ", StringComparison.Ordinal))),
                ("files", row => Cell.Count(row.Count("files"))),
                ("received", row => Cell.Count(row.Count("received"))),
                ("usual", row => Cell.Number(row.Number("usual")))),
        };
}
