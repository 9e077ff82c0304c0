namespace FrontDoor.App;

/// <summary>One message of the queue notices: an alert waits in the outbox and is to be sent.</summary>
/// <remarks>
/// A message that failed too often and lies in notices-poison is no lost alert: the outbox still holds the notice, and Sweep puts its id back on the queue
/// until it was taken. Only after that is it marked as sent; killed between the two, it is sent again under the same id, which the topic drops.
/// </remarks>
static class NotifyFunction
{
    public static void MapNotify(this IEndpointRouteBuilder app) => app.MapPost("/Notify", Notify).WithDisplayName("Notify");

    static async Task<IResult> Notify(HttpContext http, Delivery delivery, ILogger<Delivery> log)
    {
        var cancel = http.RequestAborted;
        var id = await Invocation.Message(http.Request, "msg", cancel);
        if (id.Length == 0 || !id.All(char.IsAsciiHexDigit)) throw new BadInvocation(StatusCodes.Status400BadRequest, "NOT_A_NOTICE_ID");
        if (await delivery.Send(id, cancel) is not { } notice)
        {
            log.Passed(Invocation.Id(http), "the notice was sent before");
            return Answer.Done("nothing to do: sent before");
        }
        log.Sent(Invocation.Id(http), id, notice.Kind, notice.Severity);
        return Answer.Done($"{id} sent");
    }
}
