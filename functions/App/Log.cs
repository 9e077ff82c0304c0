using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>Everything the app ever says in its log: ids, counts, kinds and codes. No name of a file, no path, no value, no message of an exception.</summary>
static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Started: rules {RulesVersion}, {Feeds} feeds, alerts to {Alerts}")]
    public static partial void Started(this ILogger log, string rulesVersion, int feeds, string alerts);

    [LoggerMessage(2, LogLevel.Warning, "Invocation {Invocation} abandoned: the host closed the connection")]
    public static partial void Abandoned(this ILogger log, Guid invocation);

    [LoggerMessage(3, LogLevel.Error, "Invocation {Invocation} of {Function} failed: {Code}, {Types}; the message is brought again. {Trace}")]
    public static partial void Failed(this ILogger log, Guid invocation, string function, string code, string types, string? trace);

    [LoggerMessage(10, LogLevel.Information, "Invocation {Invocation}: {FileId} of {Agency} is {Status} {Refusal}: {RowsIn} rows in, {Accepted} accepted, {Rejected} rejected, {Unchanged} unchanged, {Blank} blank, {Late} late")]
    public static partial void Landed(this ILogger log, Guid invocation, string fileId, string agency, string status, string refusal,
        int rowsIn, int accepted, int rejected, int unchanged, int blank, int late);

    [LoggerMessage(11, LogLevel.Information, "Invocation {Invocation}: nothing to do, {Reason}")]
    public static partial void Passed(this ILogger log, Guid invocation, string reason);

    [LoggerMessage(20, LogLevel.Information, "Invocation {Invocation}: notice {NoticeId} sent, {Kind} {Severity}")]
    public static partial void Sent(this ILogger log, Guid invocation, string noticeId, string kind, string severity);

    [LoggerMessage(21, LogLevel.Warning, "Invocation {Invocation}: notice {NoticeId} waits in the outbox, Service Bus is down")]
    public static partial void Waits(this ILogger log, Guid invocation, string noticeId);

    [LoggerMessage(22, LogLevel.Error, "Invocation {Invocation}: notice {NoticeId}, {Kind} {Severity}, was refused too often; it waits in the outbox until {Until}")]
    public static partial void PutOff(this ILogger log, Guid invocation, string noticeId, string kind, string severity, DateTimeOffset until);

    [LoggerMessage(23, LogLevel.Error, "Invocation {Invocation}: {Notices} notices wait in the outbox, Service Bus is down since {Since}")]
    public static partial void Down(this ILogger log, Guid invocation, int notices, DateTimeOffset since);

    [LoggerMessage(24, LogLevel.Information, "Invocation {Invocation}: {Act} of alert {NoticeId}: {Outcome}")]
    public static partial void Attended(this ILogger log, Guid invocation, Act act, string noticeId, string outcome);

    [LoggerMessage(30, LogLevel.Information, "Invocation {Invocation}: sweep finished {Finished} arrivals and brought back {Arrivals} and {Notices} notices; {Escalated} alerts climbed a rung")]
    public static partial void Swept(this ILogger log, Guid invocation, int finished, int arrivals, int notices, int escalated);

    [LoggerMessage(31, LogLevel.Information, "Invocation {Invocation}: {Worsened} clocks came to be overdue or graver, {Notices} notices raised, {Resolved} alerts resolved")]
    public static partial void Ticked(this ILogger log, Guid invocation, int worsened, int notices, int resolved);

    [LoggerMessage(32, LogLevel.Information, "Invocation {Invocation}: {Rows} rows on the health of feeds, {Notices} notices raised, {Weeks} weekly summaries written")]
    public static partial void Watched(this ILogger log, Guid invocation, int rows, int notices, int weeks);

    [LoggerMessage(40, LogLevel.Error, "Invocation {Invocation}: {FileId} of {Agency} failed too often and is held; sweep tries it again later")]
    public static partial void Held(this ILogger log, Guid invocation, string fileId, string agency);

    [LoggerMessage(50, LogLevel.Error, "Storage cannot be reached: {Code}")]
    public static partial void Unreachable(this ILogger log, string code);
}
