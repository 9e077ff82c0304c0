using FrontDoor.Domain.Clocks;
using FrontDoor.Reporting.Figures;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;

namespace FrontDoor.Reporting.Pages;

/// <summary>One sender: its scorecard, what is wrong in its files, what to put right, and what became of each file.</summary>
static class PartnerPage
{
    const int StepsShown = 5;

    public static PageModel Of(Asked asked)
    {
        var (defects, files, weeks) = (asked.Rows("defects"), asked.Rows("files"), asked.Rows("arrivals"));
        var scorecard = asked.Rows("scorecard", inPeriod: true);
        var health = asked.Lake.Rows(MeasureSql.Text("health"), asked.Cancel).Where(row => row.Text("sender") == asked.Filter.Sender).ToList();
        return asked.Page(PageName.Partner, asked.Organisation(asked.Filter.Sender!), Headline(scorecard, files, health),
            new Section("What to put right")
            {
                Text = defects.Count == 0 && health.All(row => row.Text("state") != "silent") ? "Nothing: all that came could be taken. Thank you." : "The most pressing first.",
                Steps = [.. Steps(defects, files, health)],
            },
            scorecard.Count == 0 ? new Section("Scorecard") { Text = "Nothing that was timed came in this period." }
                : new Section("Scorecard") { Text = "By feed and clock, of the period shown.", Table = WithoutSender(TimelinessPage.ScorecardTable(asked)) },
            Defects(defects), Files(files, weeks.Count)) with
        { Address = new(PageName.Partner, asked.Filter) };
    }

    static DataTable WithoutSender(DataTable table) =>
        table with { Columns = [.. table.Columns.Skip(1)], Rows = [.. table.Rows.Select(row => (IReadOnlyList<Cell>)[.. row.Skip(1)])] };

    static Headline Headline(IReadOnlyList<Row> scorecard, IReadOnlyList<Row> files, List<Row> health)
    {
        var (inTime, decided) = (scorecard.Sum(row => row.Count("on_time")), scorecard.Sum(row => row.Count("on_time") + row.Count("late") + row.Count("overdue")));
        var refused = files.Count(row => row.Text("status") == "refused");
        var silent = health.Where(row => row.Text("state") == "silent").Select(row => row.Text("feed")).ToList();
        var percent = decided > 0 ? 100.0 * inTime / decided : (double?)null;
        List<string> more = [];
        if (silent.Count > 0) more.Add($"Nothing came when it was due: {string.Join(", ", silent)}.");
        if (refused > 0) more.Add($"{PeopleText.Count(refused, "file was", "files were")} refused whole: no row of a refused file was taken.");
        var rejected = files.Sum(row => row.Count("rejected"));
        if (rejected > 0) more.Add($"{PeopleText.Count(rejected, "row was", "rows were")} rejected in the files listed.");
        return new(silent.Count > 0 || percent < TimelinessPage.LowPercent ? Tone.Bad : refused + rejected > 0 ? Tone.Warning : Tone.Good,
            percent is { } value ? $"{(value < TimelinessPage.LowPercent ? "Only " : "")}{People.Percent(value)} of {PeopleText.Count(decided, "clock", "clocks")} ended in time." : "Nothing could be judged in this period.", more);
    }

    static IEnumerable<string> Steps(IReadOnlyList<Row> defects, IReadOnlyList<Row> files, List<Row> health)
    {
        foreach (var silent in health.Where(row => row.Text("state") == "silent"))
            yield return $"Send {silent.Text("feed")}: nothing came by the end of {People.Day(silent.Day("day")!.Value)}. With nothing to tell, send the header alone.";
        if (files.Count(row => row.Text("status") == "refused") is > 0 and var refused)
            yield return $"Correct the {(refused == 1 ? "file that was refused" : $"{refused} files that were refused")} and send again, unless you have.";
        foreach (var defect in defects.Take(StepsShown))
            yield return $"{(defect.Text("column") is { Length: > 0 } column ? $"{column}: " : "")}{Meaning(defect.Text("code"))} {defect.Text("advice")} "
                + $"({PeopleText.Count(defect.Count("times"), "time", "times")} in {PeopleText.Count(defect.Count("files"), "file", "files")})";
    }

    static Section Defects(IReadOnlyList<Row> defects) => defects.Count == 0 ? new Section("Defects") { Text = "No defect was found." }
        : new Section("Defects")
        {
            Text = "By column and rule, of the files received in the period. A row sent again uncorrected counts again.",
            Table = new("defects", "Defects by column and rule", ["feed", "rule", "column", "what became of it", "times", "files", "meaning"],
                [.. defects.Select(row => (IReadOnlyList<Cell>)[Cell.Of(row.Text("feed")), Cell.Of(row.Text("code")), Cell.Of(row.Text("column")), Tier(row.Text("tier")), Cell.Count(row.Count("times")),
                    Cell.Count(row.Count("files")), Cell.Of(Meaning(row.Text("code")))])]),
        };

    static Section Files(IReadOnlyList<Row> files, int weeks) => files.Count == 0 ? new Section("Files") { Text = weeks == 0 ? "No file came in this period." : "No file is listed." }
        : new Section("Files")
        {
            Text = "The newest first. The receipt with that id lies beside the file's other receipts, and has its name.",
            Table = new("files", "Files received", ["receipt", "feed", "received", "status", "rows", "accepted", "rejected", "unchanged", "late"],
                [.. files.Select(row => (IReadOnlyList<Cell>)[FileCell(row.Text("file_id")), Cell.Of(row.Text("feed")), Cell.Moment(row.Moment("received_at")), Status(row), Cell.Count(row.Count("rows_in")),
                    Cell.Count(row.Count("accepted")), Cell.Count(row.Count("rejected")), Cell.Count(row.Count("unchanged")), Cell.Count(row.Count("late"))])]),
        };

    public static Cell FileCell(string id) => new(People.Short(id), id) { Link = PageAddress.File(id) };

    public static Cell Tier(string tier) => tier switch
    {
        "file" => new("file refused", tier) { Tone = Tone.Bad },
        "row" => new("row rejected", tier) { Tone = Tone.Bad },
        _ => new("row kept", tier),
    };

    static Cell Status(Row file) => file.Text("status") == "refused" ? new($"refused: {file.Text("refusal")}", file.Text("refusal")) { Tone = Tone.Bad } : new("taken", "committed");

    public static string Meaning(string code) => Domain.Feeds.Defects.Find(code)?.Meaning ?? "";
}
