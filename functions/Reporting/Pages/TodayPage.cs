using System.Globalization;
using FrontDoor.Domain.Clocks;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Pages;

/// <summary>What waits for somebody now: open alerts, what is overdue, due soon, came late, and silent feeds.</summary>
static class TodayPage
{
    const int AlertsShown = 50;

    public static PageModel Of(Asked asked)
    {
        var alerts = asked.Rows("open_alerts").Where(row => IsChosen(row, asked.Filter)).ToList();
        var (overdue, due, late) = (asked.Rows("overdue"), asked.Rows("due_soon"), asked.Rows("came_late"));
        var health = asked.Lake.Rows(MeasureSql.Text("health"), asked.Cancel).Where(row => IsChosen(row, asked.Filter)).ToList();
        var since = asked.Rows("since").Single();
        return asked.Page(PageName.Today, "Today", Headline(alerts, overdue.Count, due.Count, health),
            new Section($"Open alerts ({alerts.Count})")
            {
                Text = alerts.Count == 0 ? "No alert is open."
                    : "The most severe first, and first those that no one has acknowledged. Acknowledge what you deal with; close what is dealt with."
                    + (alerts.Count > AlertsShown ? $" The first {AlertsShown} are listed." : ""),
                Alerts = [.. alerts.Take(AlertsShown).Select(Card)],
            },
            Records("Overdue", "overdue", "Nothing has ended these clocks, and their limit has passed.", "Nothing is overdue.", overdue),
            Records("Due in the next 24 hours", "due", "These clocks run out soon.", "Nothing is due in the next 24 hours.", due),
            Records("Came late in the last seven days", "late", "These arrived after their limit.", "Nothing came late in the last seven days.", late),
            Feeds(health),
            new Section("Handover")
            {
                Text = $"In the last 24 hours: {PeopleText.Count(since.Count("new_alerts"), "new alert", "new alerts")}, "
                    + $"{since.Count("resolved")} resolved, {PeopleText.Count(since.Count("late_records"), "record", "records")} received late or overdue.",
            });
    }

    static Headline Headline(List<Row> alerts, int overdue, int due, List<Row> health)
    {
        var waiting = alerts.Count(row => row["acknowledged_at"] is null);
        var grave = alerts.Count(row => row["acknowledged_at"] is null && row.Text("severity") is "critical" or "serious");
        var silent = health.Where(row => row.Text("state") == "silent").ToList();
        var more = new List<string>();
        if (overdue > 0) more.Add($"{PeopleText.Count(overdue, "clock is", "clocks are")} overdue.");
        if (due > 0) more.Add($"{PeopleText.Count(due, "clock runs", "clocks run")} out in the next 24 hours.");
        if (silent.Count > 0) more.Add($"{PeopleText.Count(silent.Count, "feed is", "feeds are")} silent: "
            + string.Join(", ", silent.Select(row => $"{row.Text("feed")} from {row.Text("sender")}")) + ".");
        var text = alerts.Count == 0 ? more.Count == 0 ? "Nothing waits for anybody." : "No alert is open."
            : waiting == 0 ? $"{PeopleText.Count(alerts.Count, "alert is", "alerts are")} open, and someone deals with each."
            : $"{PeopleText.Count(alerts.Count, "alert is", "alerts are")} open. No one has acknowledged {(waiting == alerts.Count ? "any of them" : $"{waiting} of them")}"
            + (grave > 0 ? $"; {grave} {(grave == 1 ? "is" : "are")} critical or serious." : ".");
        return new(grave > 0 || overdue > 0 || silent.Count > 0 ? Tone.Bad : waiting > 0 || due > 0 ? Tone.Warning : Tone.Good, text, more);
    }

    static AlertCard Card(Row row) => new(row.Text("notice_id"), row.Text("kind"), row.Text("severity"), row.Text("feed"), row.Text("sender"),
        PeopleText.Moment(row.Moment("raised_at")!.Value),
        row.Moment("acknowledged_at") is { } at ? $"acknowledged {PeopleText.Moment(at)}" : "no one has acknowledged it",
        row["acknowledged_at"] is not null, WithoutCommand(row.Text("text")), row["subject_key"] as string);

    /// <summary>The words as they were sent, without the command at their end: the page has a link.</summary>
    static string WithoutCommand(string text) => text.IndexOf(": ./pipeline ", StringComparison.Ordinal) is > 0 and var command
        && text.LastIndexOf(". ", command, StringComparison.Ordinal) is > 0 and var sentence ? text[..(sentence + 1)] : text;

    static Section Records(string title, string name, string text, string none, IReadOnlyList<Row> rows)
    {
        if (rows.Count == 0) return new Section($"{title} (0)") { Text = none };
        string[] columns = ["record", "feed", "sender", "clock", "risk", name == "due" ? "due" : "severity", name == "late" ? "took" : "late by"];
        return new Section($"{title} ({rows.Count.ToString(CultureInfo.InvariantCulture)})")
        {
            Text = text,
            Table = new(name, title, name == "due" ? columns[..^1] : columns, [.. rows.Select(Cells)]),
        };

        IReadOnlyList<Cell> Cells(Row row)
        {
            List<Cell> cells = [RecordCell(row.Text("notification_key")), Cell.Of(row.Text("feed")), SenderCell(row.Text("sender")),
                Cell.Code(row.Text("clock")), Cell.Of(row.Text("risk_grade"))];
            if (name == "due") cells.Add(Cell.Moment(row.Moment("due_at")));
            else cells.AddRange([Cell.Severity(row.Text("severity")), Cell.Hours(row.Number(name == "late" ? "elapsed_hours" : "late_by_hours"))]);
            return cells;
        }
    }

    static Section Feeds(List<Row> health)
    {
        var wrong = health.Where(row => row.Text("state") is not ("ok" or "nil" or "not_due" or "learning")).ToList();
        return health.Count == 0 ? new Section("Feeds") { Text = "No day of a feed has been judged yet." }
            : wrong.Count == 0 ? new Section("Feeds") { Text = $"All {health.Count} feeds are as usual on their last complete day." }
            : new Section("Feeds")
            {
                Text = $"{PeopleText.Count(wrong.Count, "feed is", "feeds are")} not as usual on the last complete day; {health.Count - wrong.Count} are.",
                Table = new("feeds", "Feeds that are not as usual", ["sender", "feed", "day", "state", "last file", "received", "usual"],
                    [.. wrong.Select(row => (IReadOnlyList<Cell>)[SenderCell(row.Text("sender")), Cell.Of(row.Text("feed")), Cell.Day(row.Day("day")),
                        Cell.Code(row.Text("state")) with { Tone = Tone.Bad }, Cell.Day(row.Day("last_file")), Cell.Count(row.Count("received")),
                        Cell.Number(row.Number("usual"))])]),
            };
    }

    public static Cell RecordCell(string key) => new(People.Short(key), key) { Link = PageAddress.Record(key) };

    public static Cell SenderCell(string sender) => new(sender, sender) { Link = PageAddress.Partner(sender) };

    static bool IsChosen(Row row, Filter filter) =>
        (filter.Feed is not { } feed || row.Text("feed") == feed.ToString()) && (filter.Sender is not { } sender || row.Text("sender") == sender);
}
