using FrontDoor.Alerting;
using FrontDoor.App.Hosting;
using FrontDoor.App.Messages;
using FrontDoor.Domain.Alerts;
using FrontDoor.Storage.Alerts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FrontDoor.App.AcknowledgeAlert;

/// <summary>POST /api/alerts/{noticeId}/ack or /close: acknowledges or closes an alert. The first person to do so counts.</summary>
sealed class AcknowledgeAlertFunction(AcknowledgeAlerts attend, TimeProvider clock, ILogger<AcknowledgeAlertFunction> log)
{
    [Function("AcknowledgeAlert")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "alerts/{noticeId}/{action}")] HttpRequest request, string noticeId,
            string action, CancellationToken cancellationToken)
    {
        if (ActOf(action) is not { } act)
            return Refused(StatusCodes.Status404NotFound,
                new("NO_SUCH_ACTION", "an unknown action", "ack or close",
                    "Post to /api/alerts/{noticeId}/ack or /api/alerts/{noticeId}/close."));
        if (noticeId.Length != 32 || !noticeId.All(char.IsAsciiHexDigit))
            return Refused(StatusCodes.Status404NotFound, NoSuchAlert("an id that is not 32 hex digits"));
        var (body, found) = await AcknowledgeAlertBody.Read(request, cancellationToken);
        if (body is null) return Refused(StatusCodes.Status400BadRequest, AcknowledgeAlertBody.Fault(found!));

        var id = noticeId.ToLowerInvariant();
        var result = await attend.Run(id, act, body.By, body.Reason, clock.GetUtcNow(), cancellationToken);
        log.Acknowledged(act, id, result.GetType().Name); // neither who nor why
        return result switch
        {
            AcknowledgeAlertResult.Now(var alert, var done) =>
                Answer(alert, act == AlertAction.Close ? "closed" : "acknowledged", true, done),
            AcknowledgeAlertResult.Before(var alert, var first) => Answer(alert, "acknowledged", false, first),
            AcknowledgeAlertResult.Resolved(var alert, _, { } closed) => Answer(alert, "closed", false, closed),
            AcknowledgeAlertResult.Resolved(var alert, var acknowledged, null) => Answer(alert, "resolved", false, acknowledged),
            AcknowledgeAlertResult.Unknown =>
                Refused(StatusCodes.Status404NotFound, NoSuchAlert("an id of no alert that can be acknowledged")),
            var other => throw new InvalidOperationException($"No answer for {other.GetType().Name}."),
        };
    }

    static AlertAction? ActOf(string action) =>
        action.Equals("ack", StringComparison.OrdinalIgnoreCase) ? AlertAction.Acknowledge
        : action.Equals("close", StringComparison.OrdinalIgnoreCase) ? AlertAction.Close : null;

    static AcknowledgeAlertFault NoSuchAlert(string found) =>
        new("NO_SUCH_ALERT", found, $"the id of an event {AlertKinds.WaitingInWords}",
        "Take it from the alert; a message about another alert names that one in data.about.");

    static JsonHttpResult<AcknowledgeAlertAnswer> Answer(Notice alert, string state, bool changed, Acknowledgement? who)
    {
        (double Hours, double WorkingHours)? waited = who is null ? null : AcknowledgeAlerts.Waited(alert, who.At);
        return TypedResults.Json(
            new AcknowledgeAlertAnswer(alert.NoticeId, state, changed, who?.By, who?.At, waited?.Hours, waited?.WorkingHours),
                AppJson.Default.AcknowledgeAlertAnswer);
    }

    static JsonHttpResult<AcknowledgeAlertFault> Refused(int status, AcknowledgeAlertFault fault) =>
        TypedResults.Json(fault, AppJson.Default.AcknowledgeAlertFault, statusCode: status);
}
