using FrontDoor.Alerting;

namespace FrontDoor.App.Hosting;

/// <summary>Every log event of the app: ids, counts, kinds and codes. Never a file name, a path, a value or the message of an
/// exception.</summary>
static partial class Log
{
    /// <summary>Silences every other log, whatever a setting says, because storage clients log blob names and the worker logs
    /// exceptions.</summary>
    public static void OnlyOurs(LoggerFilterOptions options)
    {
        options.Rules.Clear();
        options.Rules.Add(new LoggerFilterRule(null, null,
            LogLevel.Information, (_, category, _) => category?.StartsWith("FrontDoor.", StringComparison.Ordinal) == true));
    }

    [LoggerMessage(1, LogLevel.Information, "Started: rules {RulesVersion}, {Feeds} feeds, alerts to {Alerts}")]
    public static partial void Started(this ILogger log, string rulesVersion, int feeds, string alerts);

    [LoggerMessage(2, LogLevel.Warning, "{Function} cancelled: the host stops, or the caller has gone")]
    public static partial void Abandoned(this ILogger log, string function);

    [LoggerMessage(3, LogLevel.Error, "{Function} failed: {Code}, {Types}; a queue message is delivered again. {Trace}")]
    public static partial void Failed(this ILogger log, string function, string code, string types, string? trace);

    [LoggerMessage(10, LogLevel.Information, "{FileId} of {Agency} is {Status} {Refusal}: {RowsIn} rows in, {Accepted} accepted, "
        + "{Rejected} rejected, {Unchanged} unchanged, {Blank} blank, {Late} late")]
    public static partial void Received(this ILogger log, string fileId, string agency, string status, string refusal,
        int rowsIn, int accepted, int rejected, int unchanged, int blank, int late);

    [LoggerMessage(11, LogLevel.Information, "Nothing to do: {Reason}")]
    public static partial void Passed(this ILogger log, string reason);

    [LoggerMessage(20, LogLevel.Information, "Notice {NoticeId} sent, {Kind} {Severity}")]
    public static partial void Sent(this ILogger log, string noticeId, string kind, string severity);

    [LoggerMessage(21, LogLevel.Warning, "Notice {NoticeId} waits in the outbox: Service Bus is down")]
    public static partial void Waits(this ILogger log, string noticeId);

    [LoggerMessage(22, LogLevel.Error, "Notice {NoticeId}, {Kind} {Severity}, was refused too often; it waits in the outbox until {Until}")]
    public static partial void Postponed(this ILogger log, string noticeId, string kind, string severity, DateTimeOffset until);

    [LoggerMessage(23, LogLevel.Error, "{Notices} notices wait in the outbox: Service Bus has been down since {Since}")]
    public static partial void Down(this ILogger log, int notices, DateTimeOffset since);

    [LoggerMessage(24, LogLevel.Information, "{Act} of alert {NoticeId}: {Outcome}")]
    public static partial void Acknowledged(this ILogger log, AlertAction act, string noticeId, string outcome);

    [LoggerMessage(30, LogLevel.Information,
        "Finished {Finished} arrivals, returned {Arrivals} arrivals and {Notices} notices to their queues, escalated {Escalated} alerts")]
    public static partial void Recovered(this ILogger log, int finished, int arrivals, int notices, int escalated);

    [LoggerMessage(31, LogLevel.Information,
        "{Worsened} clocks became overdue or more severe, {Notices} notices raised, {DueSoon} due soon, {Resolved} alerts resolved")]
    public static partial void OverdueChecked(this ILogger log, int worsened, int notices, int dueSoon, int resolved);

    [LoggerMessage(32, LogLevel.Information,
        "{Rows} rows of feed health written, {Notices} notices raised, {Weeks} weekly summaries written")]
    public static partial void FeedHealthChecked(this ILogger log, int rows, int notices, int weeks);

    [LoggerMessage(34, LogLevel.Information, "{Weeks} weekly reports and {Months} monthly scorecards written")]
    public static partial void ReportsPublished(this ILogger log, int weeks, int months);

    [LoggerMessage(33, LogLevel.Error, "Committed tables could not be added to the lake: {Code}, {Types}; it is tried again. {Trace}")]
    public static partial void NotPublished(this ILogger log, string code, string types, string? trace);

    [LoggerMessage(40, LogLevel.Error, "{FileId} of {Agency} failed too often and is delayed; RecoverFiles tries it again later")]
    public static partial void Delayed(this ILogger log, string fileId, string agency);

    [LoggerMessage(50, LogLevel.Error, "Storage cannot be reached: {Code}")]
    public static partial void Unreachable(this ILogger log, string code);
}
