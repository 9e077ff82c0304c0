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
            select code, coalesce("column", '') as "column", any_value(tier) as tier, count(*) as times, min(line) as line, any_value(advice) as advice
            from rejects where file_id = {Sql.Text(id)} group by all order by array_position(['file', 'row', 'warning'], any_value(tier)), times desc, code
            """, asked.Cancel);
        var isRefused = file.Text("status") == "refused";
        var (rejected, late) = (file.Count("rejected"), file.Count("late"));
        return asked.Page(PageName.File, $"File {People.Short(id)}", isRefused
            ? new(Tone.Bad, $"This file was refused: no row of it was taken. {PartnerPage.Meaning(file.Text("refusal"))}")
            : new(rejected > 0 ? Tone.Bad : late > 0 || defects.Count > 0 ? Tone.Warning : Tone.Good,
                $"{file.Count("accepted")} of {PeopleText.Count(file.Count("rows_in"), "row", "rows")} were accepted, {rejected} rejected, {file.Count("unchanged")} were known already.",
                late > 0 ? [$"{PeopleText.Count(late, "accepted row was", "accepted rows were")} late by the feed's first clock."] : []),
            new Section("The file")
            {
                Facts =
                [
                    ("Receipt", Cell.Of(id)), ("Sender", TodayPage.SenderCell(file.Text("sender"))), ("Feed", Cell.Of(file.Text("feed"))), ("Received", Cell.Moment(file.Moment("received_at"))),
                    ("Read as", Cell.Of(file.Text("format"))), ("Bytes", Cell.Count(file.Count("bytes"))), ("Edition", Cell.Of(file.Text("contract_edition"))), ("Rows in", Cell.Count(file.Count("rows_in"))),
                    ("Accepted", Cell.Count(file.Count("accepted"))), ("Rejected", Cell.Count(rejected)), ("Unchanged", Cell.Count(file.Count("unchanged"))), ("Blank", Cell.Count(file.Count("blank"))), ("Late", Cell.Count(late)),
                ],
            },
            defects.Count == 0 ? new Section("Defects") { Text = "No defect was found." } : new Section("Defects")
            {
                Text = "By rule and column, with the first line each was found on.",
                Table = new("defects", "Defects of this file", ["rule", "column", "what became of it", "times", "first line", "what to do"],
                    [.. defects.Select(row => (IReadOnlyList<Cell>)[Cell.Of(row.Text("code")), Cell.Of(row.Text("column")), PartnerPage.Tier(row.Text("tier")), Cell.Count(row.Count("times")),
                        row["line"] is null ? Cell.None : Cell.Count(row.Count("line")), Cell.Of(row.Text("advice"))])]),
            });
    }

    static Row Find(Asked asked)
    {
        var found = asked.Lake.Rows($"""
            select * replace (agency || '/' || feed as feed) from files where starts_with(file_id, {Sql.Text(asked.Filter.Id!)})
            """, asked.Cancel);
        return found.Count == 1 ? found[0]
            : throw new NothingThereException(found.Count == 0 ? "No file has an id that begins so." : "Several files have an id that begins so: give more digits.");
    }

    /// <summary>Whose file it is; null where there is no such file.</summary>
    public static string? SenderOf(string id, ReportLake lake, CancellationToken cancel) =>
        lake.Rows($"select sender from files where starts_with(file_id, {Sql.Text(id)}) group by sender", cancel) is [var only] ? only.Text("sender") : null;
}
