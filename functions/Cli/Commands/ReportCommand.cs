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

/// <summary><c>report</c>: a scorecard for each sender: how many came, how many in time, how long they took; then contacts and children
/// across agencies.</summary>
static class ReportCommand
{
    static readonly string s_scorecard = MeasureSql.Of("scorecard", ("chosen", "select * from current_timeliness"));

    /// <summary>Each with what is printed above it. Those that are empty are left out.</summary>
    static readonly (string Title, string Sql)[] Sections =
    [
        ("The health of each feed, on the last complete day (docs/feed-health.md)", MeasureSql.Text("health")),
        ("How long alerts waited from being raised until someone acknowledged them (docs/alerts.md)", $"""
            select n.agency || '/' || n.feed as feed, n.severity, count(*) as alerts, count(a.notice_id) as acknowledged,
                   round(median(a.after_working_hours), 1) as median_working_hours, round(quantile_cont(a.after_working_hours, 0.9), 1) as p90_working_hours, round(median(a.after_hours), 1) as median_hours,
                   count(r.notice_id) as resolved
            from notices n left join acknowledgements a using (notice_id) left join notices r on r.about = n.notice_id and r.kind = 'resolved'
            where n.kind in {AcknowledgeCommands.Waiting}
            group by all having count(a.notice_id) > 0 order by feed, min(array_position(['critical', 'serious', 'late', 'none'], n.severity))
            """),
        ("Contacts at the front door, by who made them", """
            select source_agency, month, sum(contacts) as contacts, sum(referrals) as referrals, sum(no_further_action) as no_further_action,
                   round(100.0 * sum(referrals) / nullif(sum(decided), 0), 1)::double as percent_referral, round(100.0 * sum(no_further_action) / nullif(sum(decided), 0), 1)::double as percent_nfa
            from conversion group by source_agency, month order by source_agency, month
            """),
        ("Re-referrals within 12 months (probable: matched only by name and date of birth; partly: under 12 months of data before)",
            MeasureSql.Text("re_referrals")),
        ("Children notified more than once within 12 months", MeasureSql.Text("repeats")),
        ("Domestic abuse, substance misuse and parental mental health together within 12 months", MeasureSql.Text("co_occurrence")),
        ("Child-days of unassessed risk", MeasureSql.Text("unassessed_days")),
        ("Median hours of each step on the way: writing, review, sharing, arrival; before and after a change of the sender's system", """
            select s.sender, s.agency || '/' || s.feed as feed, coalesce(n.source_system, '-') as system, count(*) as records,
                   round(median(written_after_hours), 1) as written, round(median(reviewed_after_hours), 1) as reviewed,
                   round(median(sent_after_hours), 1) as sent, round(median(arrived_after_hours), 1) as arrived, round(median(elapsed_hours), 1) as whole
            from current_timeliness s join current_notifications n using (notification_key)
            where n.source_system is not null or coalesce(written_after_hours, reviewed_after_hours, sent_after_hours, arrived_after_hours) is not null
            group by all order by s.sender, feed, min(n.first_received_at)
            """),
        // A notification the sender cancelled is none; an incident without a reference cannot be looked for, and is counted apart.
        ("Police incidents with a child in them, and those without a notification", """
            with notified as (select distinct sender, occurrence_key, key_version from current_notifications
                         where agency = 'police' and feed in ('domestic-abuse', 'relevant-crime') and status is distinct from 'cancelled')
            select i.sender, strftime(i.occurred_on, '%Y-%m') as month, i.category, count(*) as incidents,
                   count(*) filter (where i.occurrence_key is not null and n.occurrence_key is null) as not_notified, count(*) filter (where i.occurrence_key is null) as no_reference
            from current_notifications i left join notified n on n.sender = i.sender and n.occurrence_key = i.occurrence_key and n.key_version = i.key_version
            where i.agency = 'police' and i.feed = 'incident' and i.detail is distinct from 'none' and i.status is distinct from 'cancelled'
            group by all order by i.sender, month, i.category
            """),
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
            "./pipeline report --lake ./data/demo", "./pipeline report --lake ./data/demo --html pages", "./pipeline report --unmapped",
                "./pipeline report --account https://ACCOUNT.blob.core.windows.net");
        foreach (var option in (Option[])[.. options.All, html, publication, unmapped]) verb.Add(option);
        verb.SetAction((parsed, cancel) =>
        {
            if (parsed.GetValue(html) is { } folder) return WritePages(parsed, options, folder.FullName,
                parsed.GetValue(publication), cancel);
            if (parsed.GetValue(unmapped))
                return parsed.GetValue(options.Account) is null
                    ? Task.FromResult(ShowUnmapped(parsed.GetRequiredValue(options.Lake).FullName, cancel))
                    : throw CliException.Usage("--unmapped and --account are both given",
                    "one of them: --unmapped reads the container restricted, which --account never reads",
                    "./pipeline report --unmapped --lake DIR");
            using var open = CliCommand.OpenLake(parsed, options, cancel);
            return Task.FromResult(Show(open, cancel));
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

    static int Show(LakeFolder lake, CancellationToken cancel)
    {
        lake.KeepChildren(cancel);
        using var answer = lake.Ask(s_scorecard, cancel);
        using var to = Answer.Out();
        Answer.Write(answer, AnswerFormat.Table, to, cancel);
        foreach (var (title, sql) in Sections)
        {
            using var section = lake.Ask(sql, cancel);
            var rows = section.Rows.ToList();
            if (rows.Count == 0) continue;
            to.WriteLine($"\n{title}");
            TextTable.Write([.. section.Columns.Select(column => column.Name)], rows, to);
        }
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
