using FrontDoor.Domain;
using FrontDoor.Stages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FrontDoor.App;

/// <summary>POST /api/alerts/{noticeId}/ack or /close, which the host forwards as it came: somebody acknowledges an alert, or closes it. The first holds.</summary>
static class AttendFunction
{
    static readonly Dictionary<string, Act> s_actions = new(StringComparer.OrdinalIgnoreCase) { ["ack"] = Act.Acknowledge, ["close"] = Act.Close };

    public static void MapAttend(this IEndpointRouteBuilder app) => app.MapPost("/api/alerts/{noticeId}/{action}", Attend).WithDisplayName("Attend");

    static async Task<IResult> Attend(HttpContext http, string noticeId, string action, Engine engine, ILogger<Attend> log)
    {
        var cancel = http.RequestAborted;
        if (!s_actions.TryGetValue(action, out var act))
            return Refused(StatusCodes.Status404NotFound, new("NO_SUCH_ACTION", "an action that is neither", "ack or close", "Post to /api/alerts/{noticeId}/ack or /api/alerts/{noticeId}/close."));
        if (noticeId.Length != 32 || !noticeId.All(char.IsAsciiHexDigit))
            return Refused(StatusCodes.Status404NotFound, NoSuchAlert("what is no alert's id"));
        var (body, found) = await AttendBody.Read(http.Request, cancel);
        if (body is null) return Refused(StatusCodes.Status400BadRequest, AttendBody.Fault(found!));

        var id = noticeId.ToLowerInvariant();
        var result = await engine.Attend.Run(id, act, body.By, body.Reason, engine.Now, cancel);
        log.Attended(Invocation.Id(http), act, id, result.GetType().Name); // neither who nor why
        return result switch
        {
            AttendResult.Now(var alert, var done) => Told(alert, act == Act.Close ? "closed" : "acknowledged", true, done),
            AttendResult.Before(var alert, var first) => Told(alert, "acknowledged", false, first),
            AttendResult.Resolved(var alert, _, { } closed) => Told(alert, "closed", false, closed),
            AttendResult.Resolved(var alert, var acknowledged, null) => Told(alert, "resolved", false, acknowledged),
            AttendResult.Unknown => Refused(StatusCodes.Status404NotFound, NoSuchAlert("an id of no alert that waits for anybody")),
            var other => throw new InvalidOperationException($"No answer for {other.GetType().Name}."),
        };
    }

    static AttendFault NoSuchAlert(string found) => new("NO_SUCH_ALERT", found, $"the id of an event {AlertKinds.WaitingInWords}", "Take it from the alert; a message about another alert names that one in data.about.");

    static JsonHttpResult<AttendAnswer> Told(Notice alert, string state, bool changed, Attended? who)
    {
        (double Hours, double WorkingHours)? waited = who is null ? null : Stages.Attend.Waited(alert, who.At);
        return TypedResults.Json(new AttendAnswer(alert.NoticeId, state, changed, who?.By, who?.At, waited?.Hours, waited?.WorkingHours), Wire.Default.AttendAnswer);
    }

    static JsonHttpResult<AttendFault> Refused(int status, AttendFault fault) => TypedResults.Json(fault, Wire.Default.AttendFault, statusCode: status);
}
