using System.CommandLine;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Reporting.Filters;
using FrontDoor.Reporting.Measures;
using FrontDoor.Reporting.Pages;
using FrontDoor.Reporting.Rendering;
using FrontDoor.Reporting.Serving;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Commands;

/// <summary><c>report</c>: shows a scorecard for each sender (how many came, how many in time, how long they took), then contacts and
/// children across agencies.</summary>
static class ReportCommand
{
    const string ScorecardName = "scorecard";

    /// <summary>Each query with its heading. Empty ones are left out.</summary>
    static readonly (string Name, string Title, string Sql)[] s_sections =
    [
        ("feed-health", "The health of each feed, on the last complete day (docs/feed-health.md)", MeasureSql.Text("health")),
        ("alerts", "How long alerts waited from being raised until someone acknowledged them (docs/alerts.md)",
            MeasureSql.Text("alert_waits")),
        ("contacts", "Contacts at the front door, by who made them", MeasureSql.Text("contacts")),
        ("re-referrals", "Re-referrals within 12 months (probable: matched only by name and date of birth; partly: under 12 months of data "
            + "before)", MeasureSql.Text("re_referrals")),
        ("repeat-children", "Children notified more than once within 12 months", MeasureSql.Text("repeats")),
        ("co-occurrence", "Domestic abuse, substance misuse and parental mental health together within 12 months",
            MeasureSql.Text("co_occurrence")),
        ("unassessed-days", "Child-days of unassessed risk", MeasureSql.Text("unassessed_days")),
        ("steps", "Median hours of each step on the way: writing, review, sharing, arrival; before and after a change of the sender's "
            + "system", MeasureSql.Text("steps")),
        ("unnotified", "Police incidents with a child in them, and those without a notification", MeasureSql.Text("unnotified")),
    ];

    public static Command Create()
    {
        var options = new LakeOptions { MemoryMb = 256 }; // it sorts and groups every record, which spills; more would only be filled
        var unmapped = new Option<bool>("--unmapped")
        {
            Description = "Show only the values of code columns that no code list knows, and how often each was sent. For operators: it "
            + "reads the container restricted, and may show personal data",
        };
        var html = new Option<DirectoryInfo?>("--html")
        {
            Description = "Write the pages to this folder instead: open today.html",
            HelpName = "DIR"
        };
        var publication = new Option<bool>("--for-publication")
        {
            Description = "With --html: only pages of figures, without counts of 1 to 5"
        };
        var verb = new CliCommand("report",
            "Show a scorecard for each sender, then the outcomes of contacts and children. Do not publish counts of 1 to 5",
            "./pipeline report", "./pipeline report --html pages", "./pipeline report --sender northshire-police --since 2019-01-01",
                "./pipeline report --format xlsx > report.xlsx", "./pipeline report --part steps --format csv",
                "./pipeline report --part weeks --feed police/domestic-abuse --clock sharing --format csv",
                "./pipeline report --unmapped",
                "./pipeline report --account https://ACCOUNT.blob.core.windows.net");
        var (filter, format) = (new RecordFilter("First received"), CliCommand.Format());
        var part = new Option<string?>("--part")
        {
            Description = $"Only this part: {string.Join(", ", Parts)}. Without this, all of them; csv has one, the scorecard. Or a "
            + $"trend for each sender, feed and clock: {string.Join(", ", ReportTrends.Parts.Keys)}",
            HelpName = "PART"
        };
        part.AcceptOnlyFromAmong([.. Parts, .. ReportTrends.Parts.Keys]);
        var clock = new Option<string?>("--clock") { Description = "With a trend: only this clock", HelpName = "CLOCK" };
        foreach (var option in (Option[])[.. options.All, .. filter.All, part, clock, format, html, publication,
            unmapped]) verb.Add(option);
        verb.SetAction((parsed, cancel) =>
        {
            if (parsed.GetValue(html) is { } folder) return WritePages(parsed, options, folder.FullName,
                parsed.GetValue(publication), cancel);
            if (parsed.GetValue(publication))
                throw CliException.Usage("--for-publication is given without --html; what is shown here has counts of 1 to 5",
                    "--for-publication with pages: --html DIR", "./pipeline report --for-publication --html DIR");
            if (parsed.GetValue(unmapped))
                return parsed.GetValue(options.Account) is null
                    ? Task.FromResult(ShowUnmapped(CliCommand.FolderToRead(parsed, options.Lake), cancel))
                    : throw CliException.Usage("--unmapped and --account are both given",
                    "one of them: --unmapped reads the container restricted, which --account never reads",
                    "./pipeline report --unmapped --lake DIR");
            using var open = CliCommand.OpenLake(parsed, options, cancel);
            if (parsed.GetValue(part) is { } trend && ReportTrends.Parts.ContainsKey(trend))
                return Task.FromResult(ReportTrends.Show(trend,
                    new ReportLake(open.Query, PastMoment.Read(parsed.GetValue(options.AsOf),
                        TimeProvider.System) ?? TimeProvider.System.GetUtcNow()),
                    filter.Chosen(parsed, CliCommand.Load(parsed.GetValue(options.Contracts))) with { Clock = parsed.GetValue(clock) },
                    parsed.GetValue(format), cancel));
            var where = filter.Where(parsed, CliCommand.Load(parsed.GetValue(options.Contracts)), "t", "received_at");
            return Task.FromResult(Show(open, where, parsed.GetValue(part), parsed.GetValue(format), cancel));
        });
        return verb;
    }

    static async Task<int> WritePages(ParseResult parsed, LakeOptions options, string folder, bool forPublication, CancellationToken cancel)
    {
        using var open = CliCommand.OpenLake(parsed, options, cancel);
        var (typed, now) = (parsed.GetValue(options.AsOf), TimeProvider.System.GetUtcNow());
        var asOf = PastMoment.Read(typed, TimeProvider.System);
        using var renderer = new PageRenderer();
        var report = new Report(CliCommand.Load(parsed.GetValue(options.Contracts)));
        var count = await new PageFiles(report, renderer).Write(new ReportLake(open.Query, asOf ?? now),
            new Filter { AsOf = asOf, AsOfTyped = typed, ForPublication = forPublication }, folder, cancel);
        Console.Out.WriteLine($"{count} pages are in {folder}; open "
            + $"{Path.Combine(folder, forPublication ? "timeliness.html" : "today.html")}");
        return ExitCodes.Done;
    }

    static IEnumerable<string> Parts => s_sections.Select(section => section.Name).Prepend(ScorecardName);

    /// <summary>The parts that are asked for, each with its rows. A filter is about timed records: it leaves the scorecard alone.</summary>
    static IEnumerable<(string Name, string Title, string Sql)> Chosen(string where, string? part, AnswerFormat format)
    {
        if (where.Length > 0 && part is not null and not ScorecardName)
            throw CliException.Usage($"the part {part} and a filter are both given",
                $"a filter with the part {ScorecardName}, or no filter",
                "narrow other parts in SQL: ./pipeline query");
        var only = part ?? (where.Length > 0 || format == AnswerFormat.Csv ? ScorecardName : null);
        return s_sections.Prepend((Name: ScorecardName, Title: "",
                Sql: MeasureSql.Of("scorecard", ("chosen", $"select * from current_timeliness t where true{where}"))))
            .Where(section => only is null || section.Name == only);
    }

    static int Show(LakeFolder lake, string where, string? part, AnswerFormat format, CancellationToken cancel)
    {
        var chosen = Chosen(where, part, format).ToList();
        if (chosen.Count > 1) lake.KeepChildren(cancel);
        var answers = chosen.Select(section =>
        {
            using var answer = lake.Ask(section.Sql, cancel);
            return (section.Name, section.Title, Names: (IReadOnlyList<string>)[.. answer.Columns.Select(column => column.Name)],
                Rows: answer.Rows.ToList());
        });
        if (format == AnswerFormat.Xlsx)
        {
            Answer.Xlsx(answers.Select(answer => (answer.Name, answer.Names, (IEnumerable<object?[]>)answer.Rows)));
            return ExitCodes.Done;
        }
        using var to = Answer.Out();
        var before = "{";
        foreach (var (name, title, names, rows) in answers)
            if (format == AnswerFormat.Csv) Answer.Csv(names, rows, to);
            else if (format == AnswerFormat.Json)
            {
                to.Write($"{before}\"{name}\": ");
                Answer.Json(names, rows, to);
                before = ",";
            }
            else if (rows.Count > 0 || name == ScorecardName)
            {
                if (title.Length > 0) to.Write($"\n{WrappedText.Of(title)}");
                ColumnWords.Write(names, rows, to);
            }
        if (format == AnswerFormat.Json) to.WriteLine("}");
        return ExitCodes.Done;
    }

    static int ShowUnmapped(string root, CancellationToken cancel)
    {
        LakeFolder.Require(root);
        using var scratch = Scratch.Open(Scratch.OwnRoot("front-door-query"));
        using var engine = new Engine(new EngineOptions(scratch.Folder));
        var values = UnmappedValues.Find(engine, Path.Combine(root, Containers.Restricted), Contracts.Shipped, cancel);
        Screen.Say("These values may be personal data, from the container restricted. Add a spelling to functions/codes or to the "
            + "feed's contract");
        using var to = Answer.Out();
        TextTable.Write(["feed", "column", "sent", "records"],
            values.Select(value => new object?[] { value.Feed, value.Column, value.Value, value.Records }), to);
        return ExitCodes.Done;
    }
}
