using System.Text;
using FrontDoor.Domain.Documents;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Lake.Guide;

/// <summary>Writes what analysts read about the lake: docs/lake.md, and every column as a CSV file.</summary>
public static class LakeGuide
{
    /// <summary>Questions that analysts ask first, with the SQL that answers them.</summary>
    public static readonly IReadOnlyList<(string Question, string Sql)> Queries =
    [
        ("How late is each feed, month by month of receipt?",
            """
            select agency, feed, strftime(received_at, '%Y-%m') as month, count(*) as notifications,
                   count(*) filter (where status = 'late') as late,
                   round(median(elapsed_hours), 1) as median_hours, round(max(elapsed_hours) / 24, 1) as worst_days
            from current_timeliness
            where clock = 'sharing'
            group by all order by agency, feed, month
            """),
        ("Do notifications come in clumps: on which weekday are they received, and how old are they then?",
            """
            select dayname(stopped_on) as received_on, count(*) as notifications, round(median(elapsed_hours) / 24, 1) as median_days
            from current_timeliness
            where clock = 'sharing' and elapsed_hours is not null
            group by received_on, isodow(stopped_on) order by isodow(stopped_on)
            """),
        ("Is a backlog being released: days on which much more arrived than usual, and from how far back?",
            """
            with days as (
              select agency, feed, sender, stopped_on, count(*) as notifications, min(started_on) as oldest
              from current_timeliness where clock = 'sharing' group by all)
            select * from days
            qualify notifications > 3 * median(notifications) over (partition by agency, feed, sender)
            order by stopped_on
            """),
        ("Where do the hours go: the officer's writing, the hub's review and sharing, the transport?",
            """
            select sender, count(*) as notifications, round(median(elapsed_hours), 1) as whole,
                   round(median(written_after_hours), 1) as written,
                   round(median(reviewed_after_hours), 1) as reviewed, round(median(sent_after_hours), 1) as sent,
                   round(median(arrived_after_hours), 1) as arrived
            from current_timeliness
            where clock = 'sharing'
            group by all order by whole desc nulls last
            """),
        ("What did a new system at the sender do: before and after its first day?",
            """
            select l.sender, n.source_system, min(n.first_received_at)::date as since, count(*) as notifications,
                   round(avg((l.status = 'late')::int), 3) as share_late, round(median(l.elapsed_hours), 1) as median_hours,
                   round(median(l.written_after_hours), 1) as written, round(median(l.reviewed_after_hours + l.sent_after_hours), 1) as hub,
                   round(median(l.arrived_after_hours), 1) as transport
            from current_timeliness l join current_notifications n using (notification_key)
            where l.clock = 'sharing' and n.source_system is not null
            group by all order by l.sender, since
            """),
        ("And then: how long until the council decided, for contacts about the same child within three days of a police notification?",
            """
            select date_trunc('month', p.first_received_at) as month, count(distinct p.notification_key) as notifications,
                   round(median(l.elapsed_hours), 1) as hours_to_decision
            from current_timeliness l join current_notifications c using (notification_key)
            join notifications p on p.agency = 'police' and p.change = 'new' and p.child_key = c.child_key and p.key_version = c.key_version
                                and c.occurred_on between p.first_received_at::date and p.first_received_at::date + 3
            where l.agency = 'council' and l.clock = 'decision'
            group by all order by month
            """),
        ("What should a sender put right first?",
            """
            select sender, feed, code, "column", any_value(advice) as advice, count(*) as times
            from rejects where tier <> 'file' group by all order by times desc limit 20
            """),
        ("Is any group of children notified later than another? (Counts of 1 to 5 are not for publication.)",
            """
            select n.ethnicity, count(*) as notifications, round(avg((t.status = 'late')::int), 3) as share_late
            from current_timeliness t join current_notifications n using (notification_key)
            where t.clock = 'sharing' and t.status in ('late', 'on_time')
            group by all order by share_late desc
            """),
        ("Which incidents with a child in them did the police never notify? (`./pipeline report` says how many, by month; a "
            + "notification may still be on its way.)",
            """
            select i.sender, i.occurred_on, i.category, i.detail as child, i.notification_key
            from current_notifications i
            where i.agency = 'police' and i.feed = 'incident' and i.detail is distinct from 'none' and i.status is distinct from 'cancelled'
              and i.occurrence_key is not null
              and not exists (
                from current_notifications n
                where n.agency = 'police' and n.feed in ('domestic-abuse', 'relevant-crime') and n.status is distinct from 'cancelled'
                  and n.sender = i.sender and n.occurrence_key = i.occurrence_key and n.key_version = i.key_version)
            order by i.sender, i.occurred_on
            """),
        ("How long do alerts wait until someone acknowledges them, and until they are resolved?",
            """
            select agency, feed, severity, count(*) as alerts, count(acknowledged_at) as acknowledged,
                   round(median(after_working_hours), 1) as working_hours,
                   round(quantile_cont(after_working_hours, 0.9), 1) as nine_in_ten_within, count(resolved_at) as resolved,
                   round(median(date_diff('hour', raised_at, resolved_at)), 1) as hours_until_resolved
            from alerts
            group by all order by all
            """),
        ("Which children does more than one agency know of within ninety days?",
            """
            with event as (select c.person_key, c.agency, c.probable, n.occurred_on from children c
                join current_notifications n using (notification_key))
            select a.person_key, bool_or(a.probable or b.probable) as probable
            from event a join event b on a.person_key = b.person_key and a.agency < b.agency and abs(a.occurred_on - b.occurred_on) <= 90
            group by a.person_key
            """),
        ("What share of referrals are re-referrals, month by month?",
            """
            select month, count(*) as referrals, count(*) filter (where re_referral) as re_referrals,
                   round(100.0 * count(*) filter (where re_referral) / count(*), 1) as percent,
                   bool_and(looks_back_12_months) as looks_back_12_months
            from re_referrals group by month order by month
            """),
        ("Which children and households are notified again and again?",
            """
            select person_key, max(person_before) + 1 as notifications_in_12_months, max(household_before) + 1 as days_in_household,
                   bool_or(probable) as probable
            from repeat_notifications group by person_key having max(person_before) > 1 order by all desc
            """),
        ("How many child-days of unassessed risk were there, and how much of it was lateness?",
            """
            select count(*) as children, sum(unassessed_days) as unassessed_days, sum(unshared_days) as unshared_days,
                   sum(late_days) as late_days, sum(undecided_days) as undecided_days
            from unassessed_days having count(*) > 0
            """),
    ];

    /// <summary>The text of docs/lake.md.</summary>
    public static string Write(LakeQuery lake, CancellationToken cancel)
    {
        var text = new StringBuilder();
        text.Append("""
            # The lake

            Nine tables, as Parquet files. They have no name, reference, address, school, file name, free text or exact time of an incident.
            A child is a keyed pseudonym, a date of birth an age band, a postcode its sector, a time its day and hour. The container
            `restricted` has the full values, by notification_key, for named operators.

            ```
            lake/<table>/agency=<agency>/feed=<feed>/<yyyy-MM>.parquet     the month of receipt, in UTC
            lake/current_<table>/agency=<agency>/feed=<feed>/<yyyy-MM>.parquet
            lake/<table>/_manifest.json
            ```

            - **Query the current tables**: `current_notifications` has one row a record, `current_timeliness` one row a record and clock.
              `notifications` and `timeliness` have a row for every version: a count there counts a corrected record twice.
            - One write replaces a whole file. A reader sees each row once, and a change completely or not at all. A row is in the lake
              some seconds after its file's receipt.
            - `_manifest.json` says which files a table has, with their rows and bytes, and when one was last written (`as_of`).
            - agency and feed are columns too; the month is only in the name. Compression is ZSTD. The tests read the files with DuckDB,
              hyparquet and Parquet.Net. [lake-columns.csv](lake-columns.csv) lists every column for a catalogue.
            - `./pipeline query` has all nine as views, including empty ones. With `--as-of` each is as it was known then. Elsewhere:
              `read_parquet('lake/current_timeliness/**/*.parquet', union_by_name = true, hive_partitioning = false)`.
            - `./pipeline lake verify` checks that every committed row is there once.
            - A timestamptz is UTC; days and hours named London are local ones.


            """);
        foreach (var table in LakeTables.All)
        {
            text.Append($"## {table.Name}\n\nOne row per {table.RowPer}. {table.Meaning}\n\n| column | type | meaning |\n| --- | "
                + $"--- | --- |\n");
            foreach (var column in table.Columns)
                text.Append($"| {column.Name} | {Type(column.SqlType)} | {column.Meaning}{OneOf(column)} |\n");
            text.Append('\n');
        }
        text.Append("""
            ## Views

            Each query that names a view computes it from the tables, in `./pipeline query` and `./pipeline report`.
            Their SQL is in `functions/Lake/Views`.
            Do not publish counts of 1 to 5.


            """);
        foreach (var view in DerivedView.All)
        {
            var meaning = ViewMeaning.All[view.Name];
            text.Append($"## {view.Name}\n\nOne row per {meaning.RowPer}. {meaning.Meaning}\n\n| column | type | meaning |\n| --- | "
                + $"--- | --- |\n");
            foreach (var (name, type) in ColumnsOf(lake, view, cancel)) text.Append($"| {name} | {Type(type)} | {meaning.Of(name)} |\n");
            text.Append('\n');
        }
        text.Append("## Questions\n\nEach runs unchanged in `./pipeline query`.\n");
        foreach (var (question, sql) in Queries) text.Append($"\n{question}\n\n```sql\n{sql}\n```\n");
        return text.ToString();
    }

    /// <summary>The text of docs/lake-columns.csv: every column of every table and view, for a catalogue or a data dictionary.</summary>
    public static string Columns(LakeQuery lake, CancellationToken cancel)
    {
        var text = new StringBuilder();
        void Line(params IEnumerable<string> cells) => text.Append(CsvText.Line(cells)).Append('\n');
        Line("table", "column", "type", "meaning", "values");
        foreach (var table in LakeTables.All)
            foreach (var column in table.Columns)
                Line(table.Name, column.Name, Type(column.SqlType), column.Meaning, string.Join("; ", column.Values));
        foreach (var view in DerivedView.All)
            foreach (var (name, type) in ColumnsOf(lake, view, cancel))
                Line(view.Name, name, Type(type), ViewMeaning.All[view.Name].Of(name), "");
        return text.ToString();
    }

    static IEnumerable<(string Name, string Type)> ColumnsOf(LakeQuery lake, DerivedView view, CancellationToken cancel)
    {
        using var described = lake.Run($"describe {view.Name}", cancel);
        foreach (var row in described.Rows) yield return ((string)row[0]!, (string)row[1]!);
    }

    static string OneOf(LakeColumn column) => column.Values.Count == 0 ? ""
        : $"; one of {string.Join(", ", column.Values.Select(value => $"`{value}`"))}";

    /// <summary>The name of a type in the guide.</summary>
    static string Type(string sql) => sql switch
    {
        "VARCHAR" => "text",
        "INTEGER" or "BIGINT" => "integer",
        "DOUBLE" => "double",
        "BOOLEAN" => "boolean",
        "DATE" => "date",
        "TIMESTAMPTZ" or "TIMESTAMP WITH TIME ZONE" => "timestamptz",
        _ => throw new ArgumentOutOfRangeException(nameof(sql), sql, "The lake has no such column type."),
    };
}
