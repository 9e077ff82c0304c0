using System.Globalization;
using FrontDoor.Domain.Clocks;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Pages;

/// <summary>When records arrive against when things happen: clumps, backlogs and silent days.</summary>
static class ArrivalsPage
{
    const double BackloggedShare = 0.25; // of a week's records were four days old or older
    const double ClumpedShare = 0.4; // of all records came in one hour of the day
    const int FewestForClumps = 50;

    static readonly string[] s_weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    static readonly string[] s_usualStates = ["ok", "nil", "not_due", "learning"];

    public static PageModel Of(Asked asked)
    {
        asked = asked with { Filter = asked.Filter with { Clock = TimelinessPage.UsualClock } }; // one row a record
        var (weeks, bunches, hours) = (asked.Rows("arrivals"), asked.Rows("bunches"), asked.Rows("hours"));
        var calendar = asked.Rows("calendar").Where(row => (asked.Filter.Feed is not { } feed || row.Text("feed") == feed.ToString())
            && (asked.Filter.Sender is not { } sender || row.Text("sender") == sender)).ToList();
        var page = asked.Page(PageName.Arrivals, "Arrivals", Headline(weeks, bunches, hours, calendar),
            Weekly(weeks, asked), Clumps(hours, "arrival", asked), Clumps(hours, "event", asked), Bunches(bunches, asked), Calendar(calendar));
        return page with { Address = new(PageName.Arrivals, asked.Filter with { Clock = null }) };
    }

    static Headline Headline(IReadOnlyList<Row> weeks, IReadOnlyList<Row> bunches, IReadOnlyList<Row> hours, List<Row> calendar)
    {
        if (weeks.Count == 0) return new(Tone.Plain, "Nothing was received in this period.");
        var backlog = weeks.Where(week => week.Count("records") >= Cell.SmallestPublished && week.Count("old") >= BackloggedShare * week.Count("records")).ToList();
        var more = new List<string>();
        if (Empty(weeks) is { Count: > 0 } empty)
            more.Add($"In {PeopleText.Count(empty.Count, "week", "weeks")} nothing came at all, the first that of {People.Day(empty[0])}.");
        if (bunches.Count > 0)
            more.Add($"The most at once: {bunches[0].Count("records")} records of {bunches[0].Text("feed")} on {People.Day(bunches[0].Day("day")!.Value)}, "
                + $"where {Cell.Number(bunches[0].Number("usual")).Text} a day are usual; {bunches[0].Count("old")} of them were four days old or older.");
        var arrivals = hours.Where(row => row.Text("of_what") == "arrival").ToList();
        var all = arrivals.Sum(row => row.Count("records"));
        var busiest = arrivals.GroupBy(row => row.Count("hour")).Select(hour => (Hour: hour.Key, Records: hour.Sum(row => row.Count("records")))).MaxBy(hour => hour.Records);
        var isClumped = all >= FewestForClumps && busiest.Records >= ClumpedShare * all;
        if (isClumped) more.Add($"{People.Percent(100.0 * busiest.Records / all)} of all records arrive in the hour from {busiest.Hour:00}:00.");
        var silent = calendar.Count(row => row.Text("state") == "silent");
        if (silent > 0) more.Add($"{PeopleText.Count(silent, "day was", "days were")} silent in the last half year.");
        var text = backlog.Count == 0 ? "In no week a quarter of what came was four days old."
            : $"In {PeopleText.Count(backlog.Count, "week", "weeks")} of {weeks.Count} a quarter or more of what came was four days old or older, "
                + (backlog.Count == 1 ? $"that of {People.Day(backlog[0].Day("week")!.Value)}."
                    : $"from the week of {People.Day(backlog[0].Day("week")!.Value)} to that of {People.Day(backlog[^1].Day("week")!.Value)}. "
                    + $"Worst is the week of {Worst(backlog)}.");
        return new(backlog.Count > 0 ? Tone.Bad : silent > 0 || isClumped ? Tone.Warning : Tone.Good, text, more);
    }

    /// <summary>The Mondays of weeks without a record, between the first and the last with one.</summary>
    static List<DateOnly> Empty(IReadOnlyList<Row> weeks)
    {
        var known = weeks.Select(week => week.Day("week")!.Value).ToHashSet();
        return [.. Enumerable.Range(0, (known.Max().DayNumber - known.Min().DayNumber) / 7).Select(week => known.Min().AddDays(7 * week)).Where(week => !known.Contains(week))];
    }

    static string Worst(List<Row> backlog) =>
        backlog.MaxBy(week => (double)week.Count("old") / week.Count("records")) is { } week
        ? $"{People.Day(week.Day("week")!.Value)}: {week.Count("old")} of {week.Count("records")}" : "";

    static Section Weekly(IReadOnlyList<Row> weeks, Asked asked)
    {
        var publish = asked.Filter.ForPublication;
        var (first, last) = asked.Lake.Period(asked.Filter, asked.Cancel);
        bool IsShown(Row week) => !publish || (!Cell.IsSmall(week.Count("old")) && !Cell.IsSmall(week.Count("fresh")) && !Cell.IsSmall(week.Count("records")));
        return new Section("Records received by week, and how old they were")
        {
            Text = "By week of receipt. Dark: four days or more after the event.",
            Chart = new("ages", "Records received by week of receipt, by age", [.. weeks.Where(IsShown).Select(week => TimelinessPage.Values(("week", TimelinessPage.Day(week.Day("week"))),
                ("old", week.Count("old")), ("fresh", week.Count("fresh") + week.Count("age_unknown"))))])
            { Marks = [.. TimelinessPage.Systems(asked, first, last), .. TimelinessPage.Holidays(first, last)] },
            Table = new("arrivals", "Records received by week, and their age", ["week from", "records", "under four days old", "four days or older", "age not known", "median hours", "longest hours"],
                [.. weeks.Select(week => (IReadOnlyList<Cell>)[Cell.Day(week.Day("week")), Cell.Published(week.Count("records"), publish), Cell.Published(week.Count("fresh"), publish),
                    Cell.Published(week.Count("old"), publish), Cell.Published(week.Count("age_unknown"), publish), IsShown(week) ? Cell.Hours(week.Number("median_hours")) : Cell.None,
                    IsShown(week) ? Cell.Hours(week.Number("longest_hours")) : Cell.None])]),
        };
    }

    static Section Clumps(IReadOnlyList<Row> hours, string ofWhat, Asked asked)
    {
        var publish = asked.Filter.ForPublication;
        var counts = hours.Where(row => row.Text("of_what") == ofWhat).ToDictionary(row => ((int)row.Count("weekday"), (int)row.Count("hour")), row => row.Count("records"));
        var isArrival = ofWhat == "arrival";
        return new Section(isArrival ? "Hour and weekday of arrival" : "Hour and weekday of the event")
        {
            Text = isArrival ? "Each square is an hour of a weekday, London time; the darker, the more records arrived in it. Compare it with the events below."
                : "The same for when things happened, of the same records.",
            Chart = new("hours", isArrival ? "Records by hour and weekday of arrival" : "Records by hour and weekday of the event",
                [.. counts.Where(count => !publish || !Cell.IsSmall(count.Value)).Select(count => TimelinessPage.Values(("weekday", s_weekdays[count.Key.Item1 - 1][..3]), ("hour", count.Key.Item2), ("count", count.Value)))]),
            Table = new(isArrival ? "arrival-hours" : "event-hours", isArrival ? "Records by hour and weekday of arrival" : "Records by hour and weekday of the event",
                ["hour", .. s_weekdays.Select(day => day[..3])],
                [.. Enumerable.Range(0, 24).Select(hour => (IReadOnlyList<Cell>)[Cell.Of(string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00")),
                    .. Enumerable.Range(1, 7).Select(day => Cell.Published(counts.GetValueOrDefault((day, hour)), publish))])]),
        };
    }

    static Section Bunches(IReadOnlyList<Row> bunches, Asked asked) => bunches.Count == 0
        ? new Section("Days on which much came at once") { Text = "On no day more than three times the usual came." }
        : new Section("Days on which much came at once")
        {
            Text = "More than three times what that feed and sender usually send in a day.",
            Table = new("bunches", "Days on which much came at once", ["day", "sender", "feed", "records", "usual", "four days or older", "median hours"],
                [.. bunches.Select(row => (IReadOnlyList<Cell>)[Cell.Day(row.Day("day")), TodayPage.SenderCell(row.Text("sender")), Cell.Of(row.Text("feed")), Cell.Count(row.Count("records")),
                    Cell.Number(row.Number("usual")), Cell.Published(row.Count("old"), asked.Filter.ForPublication), Cell.Hours(row.Number("median_hours"))])]),
        };

    static Section Calendar(List<Row> days)
    {
        var wrong = days.Where(row => !s_usualStates.Contains(row.Text("state"))).ToList();
        return days.Count == 0 ? new Section("Feed health, day by day") { Text = "No day of a feed has been judged yet." }
            : new Section("Feed health, day by day")
            {
                Text = "The last half year; each line is a feed. The table lists the days that were not as usual.",
                Chart = new("calendar", "State of each feed by day", [.. days.Select(row => TimelinessPage.Values(("feed", $"{row.Text("feed")} {row.Text("sender")}"),
                    ("day", TimelinessPage.Day(row.Day("day"))), ("state", s_usualStates.Contains(row.Text("state")) ? "as usual" : row.Text("state").Replace('_', ' '))))]),
                Table = new("feed-days", "Days that were not as usual", ["day", "sender", "feed", "state", "reasons", "files", "received", "usual"],
                    [.. wrong.OrderByDescending(row => row.Day("day")).Select(row => (IReadOnlyList<Cell>)[Cell.Day(row.Day("day")), TodayPage.SenderCell(row.Text("sender")), Cell.Of(row.Text("feed")),
                        Cell.Code(row.Text("state")) with { Tone = Tone.Bad }, Cell.Of(row.Text("reasons").Replace(";", ", ", StringComparison.Ordinal)), Cell.Count(row.Count("files")),
                        Cell.Count(row.Count("received")), Cell.Number(row.Number("usual"))])]),
            };
    }
}
