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
        var (defects, files, scorecard) = (asked.Rows("defects"), asked.Rows("files"), asked.Rows("scorecard", inPeriod: true));
        var silent = asked.Lake.Rows(MeasureSql.Text("health"), asked.Cancel)
            .Where(row => row.Text("sender") == asked.Filter.Sender && row.Text("state") == "silent").ToList();
        return asked.Page(PageName.Partner, asked.Organisation(asked.Filter.Sender!), Headline(scorecard, files, silent),
            new Section("What to put right")
            {
                Text = defects.Count + silent.Count == 0 ? "Nothing: all that came could be taken. Thank you." : "The most pressing first.",
                Steps = [.. Steps(defects, files, silent)],
            },
            scorecard.Count == 0 ? new Section("Scorecard") { Text = "Nothing that was timed came in this period." }
                : new Section("Scorecard")
                {
                    Text = "By feed and clock, of the period shown.",
                    Table = WithoutSender(TimelinessPage.ScorecardTable(asked)),
                },
            Defects(defects), Files(files));
    }

    static Headline Headline(IReadOnlyList<Row> scorecard, IReadOnlyList<Row> files, List<Row> silent)
    {
        var inTime = scorecard.Sum(row => row.Count("on_time"));
        var decided = inTime + scorecard.Sum(row => row.Count("late") + row.Count("overdue"));
        var percent = decided > 0 ? 100.0 * inTime / decided : (double?)null;
        var (refused, rejected) = (files.Count(IsRefused), files.Sum(row => row.Count("rejected")));
        List<string> more = [];
        if (silent.Count > 0) more.Add($"Nothing came when it was due: {string.Join(", ", silent.Select(row => row.Text("feed")))}.");
        if (refused > 0) more.Add($"{PeopleText.Count(refused, "file was", "files were")} refused whole: no row of a refused file "
            + $"was taken.");
        if (rejected > 0) more.Add($"{PeopleText.Count(rejected, "row was", "rows were")} rejected in the files listed.");
        return new(silent.Count > 0 || percent < TimelinessPage.LowPercent ? Tone.Bad : refused + rejected > 0 ? Tone.Warning : Tone.Good,
            percent is not { } value ? "Nothing could be judged in this period."
            : $"{(value < TimelinessPage.LowPercent ? "Only " : "")}{People.Percent(value)} of "
                + $"{PeopleText.Count(decided, "clock", "clocks")} ended in time.",
            more);
    }

    static bool IsRefused(Row file) => file.Text("status") == "refused";

    static IEnumerable<string> Steps(IReadOnlyList<Row> defects, IReadOnlyList<Row> files, List<Row> silent)
    {
        foreach (var feed in silent)
            yield return $"Send {feed.Text("feed")}: nothing came by the end of {People.Day(feed.Day("day")!.Value)}. With "
                + $"nothing to tell, "
                + "send the header alone.";
        if (files.Count(IsRefused) is > 0 and var refused)
            yield return $"Correct the {(refused == 1 ? "file that was refused" : $"{refused} files that were refused")} and send again, "
                + "unless you have.";
        foreach (var defect in defects.Take(StepsShown))
            yield return $"{(defect.Text("column") is { Length: > 0 } column ? $"{column}: " : "")}{Meaning(defect.Text("code"))} "
                + $"{defect.Text("advice")} ({PeopleText.Count(defect.Count("times"), "time", "times")} in "
                + $"{PeopleText.Count(defect.Count("files"), "file", "files")})";
    }

    static DataTable WithoutSender(DataTable table) => table with
    {
        Columns = [.. table.Columns.Skip(1)],
        Rows = [.. table.Rows.Select(row => (IReadOnlyList<Cell>)[.. row.Skip(1)])],
    };

    static Section Defects(IReadOnlyList<Row> defects) => defects.Count == 0 ? new Section("Defects") { Text = "No defect was found." }
        : new Section("Defects")
        {
            Text = "By column and rule, of the files received in the period. A row sent again uncorrected counts again.",
            Table = DataTable.Of("defects", "Defects by column and rule", defects,
                ("feed", row => Cell.Of(row.Text("feed"))),
                ("rule", row => Cell.Of(row.Text("code"))),
                ("column", row => Cell.Of(row.Text("column"))),
                ("what became of it", row => Tier(row.Text("tier"))),
                ("times", row => Cell.Count(row.Count("times"))),
                ("files", row => Cell.Count(row.Count("files"))),
                ("meaning", row => Cell.Of(Meaning(row.Text("code"))))),
        };

    static Section Files(IReadOnlyList<Row> files) => files.Count == 0 ? new Section("Files") { Text = "No file came in this period." }
        : new Section("Files")
        {
            Text = "The newest first. The receipt with that id lies beside the file's other receipts, and has its name.",
            Table = DataTable.Of("files", "Files received", files,
                ("receipt", row => FileCell(row.Text("file_id"))),
                ("feed", row => Cell.Of(row.Text("feed"))),
                ("received", row => Cell.Moment(row.Moment("received_at"))),
                ("status", Status),
                ("rows", row => Cell.Count(row.Count("rows_in"))),
                ("accepted", row => Cell.Count(row.Count("accepted"))),
                ("rejected", row => Cell.Count(row.Count("rejected"))),
                ("unchanged", row => Cell.Count(row.Count("unchanged"))),
                ("late", row => Cell.Count(row.Count("late")))),
        };

    public static Cell FileCell(string id) => new(People.Short(id), id) { Link = PageAddress.File(id) };

    public static Cell Tier(string tier) => tier switch
    {
        "file" => new("file refused", tier) { Tone = Tone.Bad },
        "row" => new("row rejected", tier) { Tone = Tone.Bad },
        _ => new("row kept", tier),
    };

    static Cell Status(Row file) => IsRefused(file)
        ? new($"refused: {file.Text("refusal")}", file.Text("refusal")) { Tone = Tone.Bad } : new("taken", "committed");

    public static string Meaning(string code) => Domain.Feeds.Defects.Find(code)?.Meaning ?? "";
}
