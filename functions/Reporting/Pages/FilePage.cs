using FrontDoor.Domain.Clocks;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Pages;

/// <summary>One file: what became of it and of its rows. Its name is on its receipt alone.</summary>
static class FilePage
{
    public static PageModel Of(Asked asked)
    {
        var file = Find(asked);
        var id = file.Text("file_id");
        var defects = asked.Lake.Rows($"""
            select code, coalesce("column", '') as "column", any_value(tier) as tier, count(*) as times, min(line) as line,
                   any_value(advice) as advice
            from rejects where file_id = {Sql.Text(id)}
            group by all order by array_position(['file', 'row', 'warning'], any_value(tier)), times desc, code
            """, asked.Cancel);
        return asked.Page(PageName.File, $"File {People.Short(id)}", Headline(file, defects.Count),
            new Section("The file") { Facts = Facts(file) }, Defects(defects));
    }

    static Headline Headline(Row file, int defects)
    {
        if (file.Text("status") == "refused")
            return new(Tone.Bad, $"This file was refused: no row of it was taken. {PartnerPage.Meaning(file.Text("refusal"))}");
        var (rejected, late) = (file.Count("rejected"), file.Count("late"));
        return new(rejected > 0 ? Tone.Bad : late > 0 || defects > 0 ? Tone.Warning : Tone.Good,
            $"{file.Count("accepted")} of {PeopleText.Count(file.Count("rows_in"), "row", "rows")} were accepted, {rejected} rejected, "
            + $"{file.Count("unchanged")} were known already.",
            late > 0 ? [$"{PeopleText.Count(late, "accepted row was", "accepted rows were")} late by the feed's first clock."] : []);
    }

    static IReadOnlyList<(string, Cell)> Facts(Row file) =>
    [
        ("Receipt", Cell.Of(file.Text("file_id"))),
        ("Sender", TodayPage.SenderCell(file.Text("sender"))),
        ("Feed", Cell.Of(file.Text("feed"))),
        ("Received", Cell.Moment(file.Moment("received_at"))),
        ("Read as", Cell.Of(file.Text("format"))),
        ("Bytes", Cell.Count(file.Count("bytes"))),
        ("Edition", Cell.Of(file.Text("contract_edition"))),
        ("Rows in", Cell.Count(file.Count("rows_in"))),
        ("Accepted", Cell.Count(file.Count("accepted"))),
        ("Rejected", Cell.Count(file.Count("rejected"))),
        ("Unchanged", Cell.Count(file.Count("unchanged"))),
        ("Blank", Cell.Count(file.Count("blank"))),
        ("Late", Cell.Count(file.Count("late"))),
    ];

    static Section Defects(IReadOnlyList<Row> defects) => defects.Count == 0 ? new Section("Defects") { Text = "No defect was found." }
        : new Section("Defects")
        {
            Text = "By rule and column, with the first line each was found on.",
            Table = DataTable.Of("defects", "Defects of this file", defects,
                ("rule", row => Cell.Of(row.Text("code"))),
                ("column", row => Cell.Of(row.Text("column"))),
                ("what became of it", row => PartnerPage.Tier(row.Text("tier"))),
                ("times", row => Cell.Count(row.Count("times"))),
                ("first line", row => row["line"] is null ? Cell.None : Cell.Count(row.Count("line"))),
                ("what to do", row => Cell.Of(row.Text("advice")))),
        };

    static Row Find(Asked asked)
    {
        var found = asked.Lake.Rows($"""
            select * replace (agency || '/' || feed as feed) from files where starts_with(file_id, {Sql.Text(asked.Filter.Id!)})
            """, asked.Cancel);
        return found.Count == 1 ? found[0]
            : throw new NothingThereException(found.Count == 0 ? "No file has an id that begins so."
            : "Several files have an id that begins so: give more digits.");
    }

    /// <summary>Whose file it is; null where there is no such file, or files of several.</summary>
    public static string? SenderOf(string id, ReportLake lake, CancellationToken cancel) =>
        lake.Rows($"select distinct sender from files where starts_with(file_id, {Sql.Text(id)})", cancel) is [var only]
        ? only.Text("sender") : null;
}
