using FrontDoor.Domain.Clocks;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Pages;

/// <summary>One record: how it stands, its clocks, versions, alerts and files. Nothing that says who it is about.</summary>
static class RecordPage
{
    public static PageModel Of(Asked asked)
    {
        var now = Find(asked);
        var key = now.Text("notification_key");
        var clocks = Rows("select clock, status, severity, elapsed_hours, limit_text, due_at, explanation from current_timeliness where notification_key = {0} order by clock");
        var alerts = Rows("""
            select n.notice_id, n.kind, n.severity, n.raised_at, n.text, a.acknowledged_at, r.raised_at as resolved_at
            from notices n left join acknowledgements a using (notice_id) left join notices r on r.about = n.notice_id and r.kind = 'resolved'
            where n.subject_key = {0} and n.about is null order by n.raised_at, n.notice_id
            """);
        var versions = Rows("select record_version, change, as_of, file_id, line from notifications where notification_key = {0} order by record_version");
        var files = Rows("""
            select file_id, received_at, format, rows_in, accepted, rejected from files
            where file_id in (select file_id from notifications where notification_key = {0}) order by received_at, file_id
            """);
        return asked.Page(PageName.Record, $"Record {People.Short(key)}", Headline(clocks),
            new Section("The record")
            {
                Facts =
                [
                    ("Key", Cell.Of(key)), ("Feed", Cell.Of(now.Text("feed"))), ("Sender", TodayPage.SenderCell(now.Text("sender"))), ("Council", Cell.Of(now.Text("la_code"))),
                    ("Risk", Cell.Of(now.Text("risk_grade"))), ("About", Cell.Code(now.Text("category"))), ("Status", Cell.Code(now.Text("status"))),
                    ("First received", Cell.Moment(now.Moment("first_received_at"))), ("Current version", Cell.Count(now.Count("record_version"))),
                    ("To check", Cell.Of(now.Text("flags").Replace(";", ", ", StringComparison.Ordinal))),
                ],
            },
            new Section("Clocks")
            {
                Table = new("clocks", "Clocks of this record", ["clock", "state", "severity", "took", "limit", "due", "why"],
                    [.. clocks.Select(row => (IReadOnlyList<Cell>)[Cell.Code(row.Text("clock")), Cell.Code(row.Text("status")), Cell.Severity(row.Text("severity")), Cell.Hours(row.Number("elapsed_hours")),
                        Cell.Of(row.Text("limit_text")), Cell.Moment(row.Moment("due_at")), Cell.Of(row.Text("explanation"))])]),
            },
            new Section("Alerts")
            {
                Text = alerts.Count == 0 ? "None." : null,
                Table = alerts.Count == 0 ? null : new("alerts", "Alerts about this record", ["alert", "kind", "severity", "raised", "state", "text"],
                    [.. alerts.Select(row => (IReadOnlyList<Cell>)[new(People.Short(row.Text("notice_id")), row.Text("notice_id")), Cell.Code(row.Text("kind")), Cell.Severity(row.Text("severity")), Cell.Moment(row.Moment("raised_at")),
                        Cell.Of(row.Moment("resolved_at") is { } resolved ? $"resolved {PeopleText.Moment(resolved)}" : row.Moment("acknowledged_at") is { } at ? $"acknowledged {PeopleText.Moment(at)}" : "open"),
                        Cell.Of(row.Text("text"))])]),
            },
            new Section("Versions")
            {
                Table = new("versions", "Versions of this record", ["version", "change", "received", "file", "line"],
                    [.. versions.Select(row => (IReadOnlyList<Cell>)[Cell.Count(row.Count("record_version")), Cell.Code(row.Text("change")), Cell.Moment(row.Moment("as_of")), PartnerPage.FileCell(row.Text("file_id")), Cell.Count(row.Count("line"))])]),
            },
            new Section("Files")
            {
                Table = new("files", "Files that held this record", ["receipt", "received", "read as", "rows", "accepted", "rejected"],
                    [.. files.Select(row => (IReadOnlyList<Cell>)[PartnerPage.FileCell(row.Text("file_id")), Cell.Moment(row.Moment("received_at")), Cell.Of(row.Text("format")), Cell.Count(row.Count("rows_in")), Cell.Count(row.Count("accepted")), Cell.Count(row.Count("rejected"))])]),
            });

        IReadOnlyList<Row> Rows(string sql) => asked.Lake.Rows(sql.Replace("{0}", Sql.Text(key), StringComparison.Ordinal), asked.Cancel);
    }

    static Headline Headline(IReadOnlyList<Row> clocks)
    {
        var worst = clocks.Where(row => row.Text("status") is "late" or "overdue").OrderByDescending(row => row.Number("elapsed_hours")).FirstOrDefault();
        if (worst is not null) return new(Tone.Bad, $"{People.Sentence(worst.Text("status"))} by the clock {worst.Text("clock")}: {worst.Text("explanation")}");
        return clocks.FirstOrDefault(row => row.Text("status") is "open" or "possibly_late" or "unknown") is { } open
            ? new(Tone.Warning, $"{People.Sentence(open.Text("status").Replace('_', ' '))} by the clock {open.Text("clock")}: {open.Text("explanation")}")
            : new(Tone.Good, clocks.Count == 0 ? "No clock runs for this record." : "In time by every clock.");
    }

    static Row Find(Asked asked)
    {
        var id = Sql.Text(asked.Filter.Id!);
        var found = asked.Lake.Rows($"""
            select * replace (agency || '/' || feed as feed) from current_notifications where starts_with(notification_key, {id})
            or notification_key in (select subject_key from notices where starts_with(notice_id, {id}) and subject_key is not null)
            """, asked.Cancel);
        return found.Count == 1 ? found[0]
            : throw new NothingThereException(found.Count == 0 ? "No record and no alert about one has an id that begins so." : "Several records have a key that begins so: give more digits.");
    }
}
