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
        return asked.Page(PageName.Today, "Today", Headline(alerts, overdue.Count, due.Count, health),
            Alerts(alerts, asked.Filter), Overdue(overdue), Due(due), Late(late), Feeds(health), Handover(asked.Rows("since").Single()));
    }

    static Headline Headline(List<Row> alerts, int overdue, int due, List<Row> health)
    {
        var waiting = alerts.Where(row => row["acknowledged_at"] is null).ToList();
        var grave = waiting.Count(row => row.Text("severity") is "critical" or "serious");
        var silent = health.Where(row => row.Text("state") == "silent").ToList();
        List<string> more = [];
        if (overdue > 0) more.Add($"{PeopleText.Count(overdue, "clock is", "clocks are")} overdue.");
        if (due > 0) more.Add($"{PeopleText.Count(due, "clock runs", "clocks run")} out in the next 24 hours.");
        if (silent.Count > 0) more.Add($"{PeopleText.Count(silent.Count, "feed is", "feeds are")} silent: "
            + string.Join(", ", silent.Select(row => $"{row.Text("feed")} from {row.Text("sender")}")) + ".");
        var open = $"{PeopleText.Count(alerts.Count, "alert is", "alerts are")} open";
        var text = alerts.Count == 0 ? more.Count == 0 ? "Nothing waits for anybody." : "No alert is open."
            : waiting.Count == 0 ? $"{open}, and someone deals with each."
            : $"{open}. No one has acknowledged {(waiting.Count == alerts.Count ? "any of them" : $"{waiting.Count} of them")}"
            + (grave > 0 ? $"; {grave} {(grave == 1 ? "is" : "are")} critical or serious." : ".");
        return new(grave > 0 || overdue > 0 || silent.Count > 0 ? Tone.Bad : waiting.Count > 0 || due > 0 ? Tone.Warning : Tone.Good,
            text, more);
    }

    static Section Alerts(List<Row> alerts, Filter filter)
    {
        var part = Math.Clamp(filter.Part ?? 1, 1, Math.Max(1, (alerts.Count + AlertsShown - 1) / AlertsShown)); // fewer than there were
        var (before, after) = ((part - 1) * AlertsShown, Math.Max(0, alerts.Count - part * AlertsShown));
        return new($"Open alerts ({alerts.Count})")
        {
            Text = alerts.Count == 0 ? "No alert is open."
                : "The most severe first, and first those that no one has acknowledged. Acknowledge what you deal with; close what "
                    + "is dealt with."
                + (alerts.Count > AlertsShown ? $" Listed are {before + 1} to {alerts.Count - after}." : ""),
            Alerts = [.. alerts.Skip(before).Take(AlertsShown).Select(Card)],
            More = [.. Link(after > 0, $"And {after} more", part + 1), .. Link(before > 0, "Those before", part - 1)],
        };

        IEnumerable<(string, PageAddress)> Link(bool isThere, string words, int to) =>
            isThere ? [(words, new(PageName.Today, filter with { Part = to == 1 ? null : to, Done = null }))] : [];
    }

    static AlertCard Card(Row row) => new(row.Text("notice_id"), row.Text("kind"), row.Text("severity"), row.Text("feed"),
        row.Text("sender"),
        PeopleText.About(row.Moment("raised_at")!.Value),
        row.Moment("acknowledged_at") is { } at ? $"acknowledged {PeopleText.About(at)}" : "no one has acknowledged it",
        row["acknowledged_at"] is not null, WithoutCommand(row.Text("text")), row["subject_key"] as string);

    /// <summary>The words as they were sent, without the command at their end: the page has a link.</summary>
    public static string WithoutCommand(string text) => text.IndexOf(": ./pipeline ", StringComparison.Ordinal) is > 0 and var command
        && text.LastIndexOf(". ", command, StringComparison.Ordinal) is > 0 and var sentence ? text[..(sentence + 1)] : text;

    static Section Overdue(IReadOnlyList<Row> rows) => rows.Count == 0 ? new("Overdue (0)") { Text = "Nothing is overdue." }
        : new Section($"Overdue ({rows.Count})")
        {
            Text = "Nothing has ended these clocks, and their limit has passed.",
            Table = DataTable.Of("overdue", "Overdue clocks", rows, [.. s_record,
                ("severity", row => Cell.Severity(row.Text("severity"))),
                ("late by", row => Cell.Hours(row.Number("late_by_hours")))]),
        };

    static Section Due(IReadOnlyList<Row> rows) => rows.Count == 0
        ? new("Due in the next 24 hours (0)") { Text = "Nothing is due in the next 24 hours." }
        : new Section($"Due in the next 24 hours ({rows.Count})")
        {
            Text = "These clocks run out soon.",
            Table = DataTable.Of("due", "Clocks due soon", rows, [.. s_record, ("due", row => Cell.Moment(row.Moment("due_at")))]),
        };

    static Section Late(IReadOnlyList<Row> rows) => rows.Count == 0
        ? new("Came late in the last seven days (0)") { Text = "Nothing came late in the last seven days." }
        : new Section($"Came late in the last seven days ({rows.Count})")
        {
            Text = "These arrived after their limit.",
            Table = DataTable.Of("late", "Records that came late", rows, [.. s_record,
                ("severity", row => Cell.Severity(row.Text("severity"))),
                ("took", row => Cell.Hours(row.Number("elapsed_hours")))]),
        };

    static readonly (string, Func<Row, Cell>)[] s_record =
    [
        ("record", row => RecordCell(row.Text("notification_key"))),
        ("feed", row => Cell.Of(row.Text("feed"))),
        ("sender", row => SenderCell(row.Text("sender"))),
        ("clock", row => Cell.Code(row.Text("clock"))),
        ("risk", row => Cell.Of(row.Text("risk_grade"))),
    ];

    static Section Feeds(List<Row> health)
    {
        var wrong = health.Where(row => row.Text("state") is not ("ok" or "nil" or "not_due" or "learning")).ToList();
        return health.Count == 0 ? new Section("Feeds") { Text = "No day of a feed has been judged yet." }
            : wrong.Count == 0 ? new Section("Feeds") { Text = $"All {health.Count} feeds are as usual on their last complete day." }
            : new Section("Feeds")
            {
                Text = $"{PeopleText.Count(wrong.Count, "feed is", "feeds are")} not as usual on the last complete day; "
                    + $"{health.Count - wrong.Count} are.",
                Table = DataTable.Of("feeds", "Feeds that are not as usual", wrong,
                    ("sender", row => SenderCell(row.Text("sender"))),
                    ("feed", row => Cell.Of(row.Text("feed"))),
                    ("day", row => Cell.Day(row.Day("day"))),
                    ("state", row => Cell.Code(row.Text("state")) with { Tone = Tone.Bad }),
                    ("last file", row => Cell.Day(row.Day("last_file"))),
                    ("received", row => Cell.Count(row.Count("received"))),
                    ("usual", row => Cell.Number(row.Number("usual")))),
            };
    }

    static Section Handover(Row since) => new("Handover")
    {
        Text = $"In the last 24 hours: {PeopleText.Count(since.Count("new_alerts"), "new alert", "new alerts")}, "
            + $"{since.Count("resolved")} resolved, {PeopleText.Count(since.Count("late_records"), "record", "records")} received late "
                + "or overdue.",
    };

    public static Cell RecordCell(string key) => new(People.Short(key), key) { Link = PageAddress.Record(key) };

    public static Cell SenderCell(string sender) => new(sender, sender) { Link = PageAddress.Partner(sender) };

    static bool IsChosen(Row row, Filter filter) => (filter.Feed is not { } feed || row.Text("feed") == feed.ToString())
        && (filter.Sender is not { } sender || row.Text("sender") == sender);
}
