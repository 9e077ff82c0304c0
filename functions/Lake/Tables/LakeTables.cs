using static FrontDoor.Lake.LakeType;

namespace FrontDoor.Lake;

/// <summary>The seven tables that analysts query, in the order of their columns.</summary>
public static class LakeTables
{
    /// <summary>One row per arrival: a file and what became of it.</summary>
    public static LakeTable Files { get; } = new("files",
    [
        new("file_id", Text), new("agency", Text), new("feed", Text), new("sender", Text), new("received_at", Instant),
        new("received_basis", Text), new("bytes", BigInteger), new("format", Text), new("encoding", Text), new("status", Text),
        new("refusal", Text), new("rows_in", Integer), new("accepted", Integer), new("rejected", Integer), new("unchanged", Integer),
        new("blank", Integer), new("late", Integer), new("contract_edition", Text), new("rules_version", Text),
        new("unknown_columns", Integer),
    ]);

    /// <summary>One row per accepted version of a record.</summary>
    public static LakeTable Notifications { get; } = new("notifications",
    [
        new("notification_key", Text), new("record_version", Integer), new("change", Text), new("agency", Text), new("feed", Text),
        new("sender", Text), new("la_code", Text), new("child_key", Text), new("child_key_basis", Text), new("household_key", Text),
        new("key_version", Integer), new("category", Text), new("risk_grade", Text), new("status", Text), new("occurred_on", Date),
        new("occurred_hour", Integer), new("received_at", Instant), new("first_received_at", Instant), new("age_band", Text),
        new("sex", Text), new("ethnicity", Text), new("postcode_sector", Text), new("consent", Text), new("factors", Text),
        new("flags", Text), new("file_id", Text), new("line", Integer), new("part", Integer), new("as_of", Instant),
        new("upn_key", Text), new("reference_key", Text), new("demographic_key", Text), new("source", Text), new("outcome", Text), new("referred_on", Date),
        new("source_system", Text),
        new("detail", Text), new("occurrence_key", Text),
        new("child_bearer", Text), new("upn_bearer", Text),
    ]);

    /// <summary>One row per version of a record and clock, and one more each time a clock that runs on has come to be worse: how late, and why.</summary>
    public static LakeTable Timeliness { get; } = new("timeliness",
    [
        new("notification_key", Text), new("record_version", Integer), new("key_version", Integer), new("agency", Text),
        new("feed", Text), new("sender", Text), new("clock", Text), new("edition", Text), new("started_basis", Text),
        new("stopped_basis", Text), new("started_on", Date), new("stopped_on", Date), new("due_at", Instant),
        new("elapsed_hours", LakeType.Double), new("elapsed_hours_min", LakeType.Double), new("elapsed_working_days", Integer),
        new("limit_text", Text), new("status", Text), new("severity", Text), new("late_by_hours", LakeType.Double),
        new("explanation", Text), new("received_at", Instant), new("file_id", Text), new("line", Integer),
        new("part", Integer), new("as_of", Instant), new("elapsed_from", Instant), new("elapsed_min_from", Instant), new("overdue_from", Instant),
        new("written_after_hours", LakeType.Double), new("reviewed_after_hours", LakeType.Double), new("sent_after_hours", LakeType.Double), new("arrived_after_hours", LakeType.Double),
        new("alone_status", Text), new("alone_severity", Text), new("office_hours", Text),
    ]);

    /// <summary>One row per record: its newest version.</summary>
    public static LakeTable CurrentNotifications { get; } = new("current_notifications", Notifications.Columns);

    /// <summary>One row per record and clock: the newest version's, as it was judged last.</summary>
    public static LakeTable CurrentTimeliness { get; } = new("current_timeliness", Timeliness.Columns);

    /// <summary>One row per defect; never the value that was wrong.</summary>
    public static LakeTable Rejects { get; } = new("rejects",
    [
        new("file_id", Text), new("agency", Text), new("feed", Text), new("sender", Text), new("line", Integer),
        new("column", Text), new("code", Text), new("tier", Text), new("advice", Text), new("part", Integer),
    ]);

    /// <summary>One row per alert raised.</summary>
    public static LakeTable Notices { get; } = new("notices",
    [
        new("notice_id", Text), new("kind", Text), new("agency", Text), new("feed", Text), new("sender", Text),
        new("severity", Text), new("subject_key", Text), new("raised_at", Instant), new("worst_hours", LakeType.Double),
        new("count", Integer), new("text", Text), new("la_code", Text), new("about", Text),
    ]);

    /// <summary>One row per alert that somebody acknowledged: how long that took.</summary>
    public static LakeTable Acknowledgements { get; } = new("acknowledgements",
    [
        new("notice_id", Text), new("agency", Text), new("feed", Text), new("sender", Text), new("la_code", Text), new("kind", Text), new("severity", Text),
        new("raised_at", Instant), new("acknowledged_at", Instant), new("after_hours", LakeType.Double), new("after_working_hours", LakeType.Double),
    ]);

    /// <summary>One row per feed, sender and day, and one more when the day's figures have settled: how the feed stood.</summary>
    public static LakeTable FeedHealth { get; } = new("feed_health",
    [
        new("agency", Text), new("feed", Text), new("sender", Text), new("day", Date), new("revision", Integer), new("as_of", Instant),
        new("state", Text), new("reasons", Text), new("incident", Text), new("provisional", LakeType.Boolean), new("due", LakeType.Boolean),
        new("files", Integer), new("nil_returns", Integer), new("refused_files", Integer), new("rows_in", Integer), new("defective_rows", Integer),
        new("received", Integer), new("usual_received", LakeType.Double), new("old_received", Integer), new("median_delay_hours", LakeType.Double),
        new("max_delay_hours", LakeType.Double), new("oldest_event", Date), new("events", Integer),
    ]);

    public static IReadOnlyList<LakeTable> All { get; } = [Files, Notifications, Timeliness, CurrentNotifications, CurrentTimeliness, Rejects, Notices, Acknowledgements, FeedHealth];
}
