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
        var clocks = Rows("record_clocks");
        return asked.Page(PageName.Record, $"Record {People.Short(key)}", Headline(clocks),
            new Section("The record") { Facts = Facts(now) },
            Clocks(clocks), Alerts(Rows("record_alerts")), Versions(Rows("record_versions")), Files(Rows("record_files")));

        IReadOnlyList<Row> Rows(string measure) => asked.Lake.Rows(MeasureSql.About(measure, key), asked.Cancel);
    }

    static Headline Headline(IReadOnlyList<Row> clocks)
    {
        var worst = clocks.Where(row => row.Text("status") is "late" or "overdue").MaxBy(row => row.Number("elapsed_hours"))
            ?? clocks.FirstOrDefault(row => row.Text("status") is "open" or "possibly_late" or "unknown");
        return worst is null ? new(Tone.Good, clocks.Count == 0 ? "No clock runs for this record." : "In time by every clock.")
            : new(worst.Text("status") is "late" or "overdue" ? Tone.Bad : Tone.Warning,
            $"{People.Sentence(worst.Text("status").Replace('_', ' '))} by the clock {worst.Text("clock")}: {worst.Text("explanation")}");
    }

    static IReadOnlyList<(string, Cell)> Facts(Row now) =>
    [
        ("Key", Cell.Of(now.Text("notification_key"))),
        ("Feed", Cell.Of(now.Text("feed"))),
        ("Sender", TodayPage.SenderCell(now.Text("sender"))),
        ("Council", Cell.Of(now.Text("la_code"))),
        ("Risk", Cell.Of(now.Text("risk_grade"))),
        ("About", Cell.Code(now.Text("category"))),
        ("Status", Cell.Code(now.Text("status"))),
        ("First received", Cell.Moment(now.Moment("first_received_at"))),
        ("Current version", Cell.Count(now.Count("record_version"))),
        ("To check", Cell.Of(now.Text("flags").Replace(";", ", ", StringComparison.Ordinal))),
    ];

    static Section Clocks(IReadOnlyList<Row> clocks) => new("Clocks")
    {
        Table = DataTable.Of("clocks", "Clocks of this record", clocks,
            ("clock", row => Cell.Code(row.Text("clock"))),
            ("state", row => Cell.Code(row.Text("status"))),
            ("severity", row => Cell.Severity(row.Text("severity"))),
            ("took", row => Cell.Hours(row.Number("elapsed_hours"))),
            ("limit", row => Cell.Of(row.Text("limit_text"))),
            ("due", row => Cell.Moment(row.Moment("due_at"))),
            ("why", row => Cell.Of(row.Text("explanation")))),
    };

    static Section Alerts(IReadOnlyList<Row> alerts) => alerts.Count == 0 ? new Section("Alerts") { Text = "None." } : new Section("Alerts")
    {
        Table = DataTable.Of("alerts", "Alerts about this record", alerts,
            ("alert", row => new Cell(People.Short(row.Text("notice_id")), row.Text("notice_id"))),
            ("kind", row => Cell.Code(row.Text("kind"))),
            ("severity", row => Cell.Severity(row.Text("severity"))),
            ("raised", row => Cell.Moment(row.Moment("raised_at"))),
            ("state", row => Cell.Of(row.Moment("resolved_at") is { } resolved ? $"resolved {PeopleText.About(resolved)}"
                : row.Moment("acknowledged_at") is { } at ? $"acknowledged {PeopleText.About(at)}" : "open")),
            ("text", row => Cell.Of(TodayPage.WithoutCommand(row.Text("text"))))),
    };

    static Section Versions(IReadOnlyList<Row> versions) => new("Versions")
    {
        Table = DataTable.Of("versions", "Versions of this record", versions,
            ("version", row => Cell.Count(row.Count("record_version"))),
            ("change", row => Cell.Code(row.Text("change"))),
            ("received", row => Cell.Moment(row.Moment("as_of"))),
            ("file", row => PartnerPage.FileCell(row.Text("file_id"))),
            ("line", row => Cell.Count(row.Count("line")))),
    };

    static Section Files(IReadOnlyList<Row> files) => new("Files")
    {
        Table = DataTable.Of("files", "Files that held this record", files,
            ("receipt", row => PartnerPage.FileCell(row.Text("file_id"))),
            ("received", row => Cell.Moment(row.Moment("received_at"))),
            ("read as", row => Cell.Of(row.Text("format"))),
            ("rows", row => Cell.Count(row.Count("rows_in"))),
            ("accepted", row => Cell.Count(row.Count("accepted"))),
            ("rejected", row => Cell.Count(row.Count("rejected")))),
    };

    static Row Find(Asked asked)
    {
        var id = Sql.Text(asked.Filter.Id!);
        var found = asked.Lake.Rows($"""
            select * replace (agency || '/' || feed as feed) from current_notifications where starts_with(notification_key, {id})
            or notification_key in (select subject_key from notices where starts_with(notice_id, {id}) and subject_key is not null)
            """, asked.Cancel);
        return found.Count == 1 ? found[0]
            : throw new NothingThereException(found.Count == 0 ? "No record and no alert about one has an id that begins so."
            : "Several records have a key that begins so: give more digits.");
    }
}
