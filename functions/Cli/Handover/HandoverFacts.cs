using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Commands;
using FrontDoor.Lake.DuckDb;

namespace FrontDoor.Cli.Handover;

/// <summary>The facts for the morning meeting: open alerts, what is new, what is due next, and silent feeds.</summary>
sealed record HandoverFacts(
    DateTimeOffset Since, DateTimeOffset At, IReadOnlyList<HandoverAlert> Open, long NewAlerts, long Resolved, long LateRecords,
        IReadOnlyList<HandoverDue> Due, IReadOnlyList<SilentFeed> Silent)
{
    /// <summary>Clocks that run out in this many hours are listed.</summary>
    public const int DueWithinHours = 24;

    public static HandoverFacts Read(LakeFolder lake, DateTimeOffset since, DateTimeOffset at, CancellationToken cancel)
    {
        var (from, until) = (Sql.Moment(since), Sql.Moment(at));
        var open = Rows($"""
            select notice_id, kind, severity, agency || '/' || feed, sender, raised_at, acknowledged_at, worst_hours, text
            from alerts where state <> 'resolved' order by place
            """).Select(row => new HandoverAlert((string)row[0]!, (string)row[1]!, (string)row[2]!, (string)row[3]!, (string)row[4]!,
            (DateTimeOffset)row[5]!, (DateTimeOffset?)row[6], (double?)row[7], (string)row[8]!)).ToList();
        var due = Rows($"""
            select t.agency || '/' || t.feed, t.clock, t.notification_key, t.due_at, n.risk_grade
            from current_timeliness t join current_notifications n using (notification_key)
            where t.status in ('open', 'possibly_late') and t.due_at >= {until} and t.due_at < {until} + interval {DueWithinHours} hour
                and n.status is distinct from 'cancelled'
            order by t.due_at, t.notification_key, t.clock
            """).Select(row => new HandoverDue((string)row[0]!, (string)row[1]!, (string)row[2]!, (DateTimeOffset)row[3]!, (string?)row[4]))
            .ToList();
        var silent = Rows("""
            select agency || '/' || feed, sender, day from feed_health
            qualify row_number() over (partition by agency, feed, sender order by day desc, revision desc) = 1 and state = 'silent'
                order by 1, 2
            """).Select(row => new SilentFeed((string)row[0]!, (string)row[1]!, (DateOnly)row[2]!)).ToList();
        return new(since, at, open,
            Count($"select count(*) from alerts where raised_at >= {from}"),
            Count($"select count(*) from notices where kind = 'resolved' and raised_at >= {from}"),
            Count($"select count(*) from current_timeliness where status in ('late', 'overdue') and as_of >= {from}"), due, silent);

        List<object?[]> Rows(string sql)
        {
            using var answer = lake.Ask(sql, cancel);
            return [.. answer.Rows];
        }

        long Count(string sql) => (long)Rows(sql).Single()[0]!;
    }
}

/// <summary>An open alert.</summary>
sealed record HandoverAlert(string Id, string Kind, string Severity, string Feed, string Sender, DateTimeOffset RaisedAt,
    DateTimeOffset? AcknowledgedAt, double? WorstHours, string Text);

/// <summary>A clock that runs out soon.</summary>
sealed record HandoverDue(string Feed, string Clock, string Key, DateTimeOffset DueAt, string? Risk);

/// <summary>A feed that sent nothing when something was due.</summary>
sealed record SilentFeed(string Feed, string Sender, DateOnly Day);
