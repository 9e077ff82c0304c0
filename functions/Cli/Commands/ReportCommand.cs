using System.CommandLine;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Commands;

/// <summary><c>report</c>: shows a scorecard for each sender (how many came, how many in time, how long they took), then contacts and
/// children across agencies.</summary>
static class ReportCommand
{
    const string ScorecardName = "scorecard";

    /// <param name="where">What narrows the rows t, from " and" on.</param>
    static string Scorecard(string where) => $"""
        select sender, agency || '/' || feed as feed, clock, count(*) as records,
               count(*) filter (where status = 'on_time') as on_time, count(*) filter (where status = 'late') as late,
               count(*) filter (where status = 'possibly_late') as possibly, count(*) filter (where status = 'unknown') as unknown,
               count(*) filter (where status = 'open') as open, count(*) filter (where status = 'overdue') as overdue,
               round(100.0 * count(*) filter (where status = 'on_time') / nullif(count(*) filter (where status in ('on_time', 'late', 'overdue')), 0), 1)::double as percent_in_time,
               round(median(elapsed_hours), 1) as median_hours, round(quantile_cont(elapsed_hours, 0.9), 1) as p90_hours
        from current_timeliness t where true{where}
        group by all order by percent_in_time nulls last, sender, feed, clock
        """;

    /// <summary>Each with what is printed above it. Those that are empty are left out.</summary>
    static readonly (string Name, string Title, string Sql)[] s_sections =
    [
        ("feed-health", "The health of each feed, on the last complete day (docs/feed-health.md)", """
            with newest as (select * from feed_health qualify row_number() over (partition by agency, feed, sender, day order by revision desc) = 1),
            seen as (select *, max(case when files > 0 then day end) over feeds as last_file, count(case when state = 'silent' then 1 end) over (feeds order by day rows 27 preceding) as silent_of_28
                     from newest window feeds as (partition by agency, feed, sender))
            select sender, agency || '/' || feed as feed, day, state, coalesce(reasons, '-') as reasons, coalesce(split_part(incident, '/', 4), '-') as incident_since,
                   last_file, silent_of_28, received, round(usual_received, 1) as usual
            from seen qualify row_number() over (partition by agency, feed, sender order by day desc) = 1
            order by state in ('ok', 'nil', 'not_due', 'learning'), sender, seen.feed
            """),
        ("alerts", "How long alerts waited from being raised until someone acknowledged them (docs/alerts.md)", $"""
            select n.agency || '/' || n.feed as feed, n.severity, count(*) as alerts, count(a.notice_id) as acknowledged,
                   round(median(a.after_working_hours), 1) as median_working_hours, round(quantile_cont(a.after_working_hours, 0.9), 1) as p90_working_hours, round(median(a.after_hours), 1) as median_hours,
                   count(r.notice_id) as resolved
            from notices n left join acknowledgements a using (notice_id) left join notices r on r.about = n.notice_id and r.kind = 'resolved'
            where n.kind in {AcknowledgeCommands.Waiting}
            group by all having count(a.notice_id) > 0 order by feed, min(array_position(['critical', 'serious', 'late', 'none'], n.severity))
            """),
        ("contacts", "Contacts at the front door, by who made them", """
            select source_agency, month, sum(contacts) as contacts, sum(referrals) as referrals, sum(no_further_action) as no_further_action,
                   round(100.0 * sum(referrals) / nullif(sum(decided), 0), 1)::double as percent_referral, round(100.0 * sum(no_further_action) / nullif(sum(decided), 0), 1)::double as percent_nfa
            from conversion group by source_agency, month order by source_agency, month
            """),
        ("re-referrals", "Re-referrals within 12 months (probable: matched only by name and date of birth; partly: under 12 months of data before)", """
            select month, count(*) as referrals, count(*) filter (where re_referral) as re_referrals, round(100.0 * count(*) filter (where re_referral) / count(*), 1) as percent,
                   count(*) filter (where re_referral and probable) as probable, case when not bool_and(looks_back_12_months) then 'partly' end as looks_back
            from re_referrals group by month order by month
            """),
        ("repeat-children", "Children notified more than once within 12 months", """
            with child as (select person_key, max(person_before) + 1 as notifications from repeat_notifications group by person_key)
            select notifications, count(*) as children from child where notifications > 1 group by notifications order by notifications
            """),
        ("co-occurrence", "Domestic abuse, substance misuse and parental mental health together within 12 months", """
            select domestic_abuse, substance_misuse, parental_mental_health, count(*) as children, count(*) filter (where agencies > 1) as of_several_agencies, count(*) filter (where probable) as probable
            from co_occurrence group by all order by all desc
            """),
        ("unassessed-days", "Child-days of unassessed risk", """
            select count(*) as children, sum(unassessed_days) as days, sum(unshared_days) as unshared, sum(late_days) as late, sum(undecided_days) as undecided, count(*) filter (where still_open) as children_still_open
            from unassessed_days having count(*) > 0
            """),
        ("steps", "Median hours of each step on the way: writing, review, sharing, arrival; before and after a change of the sender's system", """
            select s.sender, s.agency || '/' || s.feed as feed, coalesce(n.source_system, '-') as system, count(*) as records,
                   round(median(written_after_hours), 1) as written, round(median(reviewed_after_hours), 1) as reviewed,
                   round(median(sent_after_hours), 1) as sent, round(median(arrived_after_hours), 1) as arrived, round(median(elapsed_hours), 1) as whole
            from current_timeliness s join current_notifications n using (notification_key)
            where n.source_system is not null or coalesce(written_after_hours, reviewed_after_hours, sent_after_hours, arrived_after_hours) is not null
            group by all order by s.sender, feed, min(n.first_received_at)
            """),
        // A notification the sender cancelled is none; an incident without a reference cannot be looked for, and is counted apart.
        ("unnotified", "Police incidents with a child in them, and those without a notification", """
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
        // it sorts and groups every record, which goes to disk; more memory would not help
        var options = new LakeOptions { MemoryMb = 256 };
        var unmapped = new Option<bool>("--unmapped")
        {
            Description = "Show only the values of code columns that no code list knows, and how often each was sent. For operators: it "
            + "reads the container restricted, and may show personal data",
        };
        var verb = new CliCommand("report",
            "Show a scorecard for each sender, then the outcomes of contacts and children. Do not publish counts of 1 to 5",
            "./pipeline report", "./pipeline report --sender northshire-police --since 2019-01-01",
                "./pipeline report --format xlsx > report.xlsx", "./pipeline report --part steps --format csv", "./pipeline report --unmapped",
                "./pipeline report --account https://ACCOUNT.blob.core.windows.net");
        var (filter, format) = (new RecordFilter("First received"), CliCommand.Format());
        var part = new Option<string?>("--part")
        {
            Description = $"Only this part: {string.Join(", ", Parts)}. Without this, all of them; csv has one, the scorecard",
            HelpName = "PART"
        };
        part.AcceptOnlyFromAmong([.. Parts]);
        foreach (var option in (Option[])[.. options.All, .. filter.All, part, format, unmapped]) verb.Add(option);
        verb.SetAction((parsed, cancel) =>
        {
            if (parsed.GetValue(unmapped))
                return parsed.GetValue(options.Account) is null
                    ? Task.FromResult(ShowUnmapped(CliCommand.FolderToRead(parsed, options.Lake), cancel))
                    : throw CliException.Usage("--unmapped and --account are both given",
                    "one of them: --unmapped reads the container restricted, which --account never reads",
                    "./pipeline report --unmapped --lake DIR");
            using var open = CliCommand.OpenLake(parsed, options, cancel);
            var where = filter.Where(parsed, CliCommand.Load(parsed.GetValue(options.Contracts)), "t", "received_at");
            return Task.FromResult(Show(open, where, parsed.GetValue(part), parsed.GetValue(format), cancel));
        });
        return verb;
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
        return s_sections.Prepend((Name: ScorecardName, Title: "", Sql: Scorecard(where)))
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
                if (title.Length > 0) to.WriteLine($"\n{title}");
                TextTable.Write(names, rows, to);
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
