using FrontDoor.App.Alerts;

namespace FrontDoor.App;

/// <summary>One message of the queue notices: an alert waits in the outbox and is to be sent.</summary>
/// <remarks>
/// The message is only a hint: the outbox holds the notice until it was taken, and Sweep sends what waits there. So while Service Bus is down the message is
/// done with at once; and one that failed too often, and lies in notices-poison, is no lost alert. Killed between sending and marking, it is sent again under
/// the same id, which the topic drops.
/// </remarks>
static class NotifyFunction
{
    public static void MapNotify(this IEndpointRouteBuilder app) => app.MapPost("/Notify", Notify).WithDisplayName("Notify");

    static async Task<IResult> Notify(HttpContext http, Delivery delivery, ILogger<Delivery> log)
    {
        var cancel = http.RequestAborted;
        var id = await Invocation.NoticeId(http.Request, cancel);
        switch (await delivery.Send(id, cancel))
        {
            case (Delivered.Now, { } notice):
                log.Sent(Invocation.Id(http), id, notice.Kind, notice.Severity);
                return Answer.Done($"{id} sent");
            case (Delivered.Waits, _):
                log.Waits(Invocation.Id(http), id);
                return Answer.Done($"{id} waits in the outbox: Service Bus is down");
            case (Delivered.Later, _):
                log.Passed(Invocation.Id(http), "the policy keeps the notice for later");
                return Answer.Done($"{id} is kept for later");
            case (Delivered.Joined, _):
                log.Passed(Invocation.Id(http), "the policy joins the notice to another about the same");
                return Answer.Done($"{id} joins another");
            default:
                log.Passed(Invocation.Id(http), "the notice was sent before");
                return Answer.Done("nothing to do: sent before");
        }
    }
}
