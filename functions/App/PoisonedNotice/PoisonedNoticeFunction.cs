using FrontDoor.App.Alerts;
using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>One message of notices-poison: an alert was refused too often. It stays in the outbox for Sweep to bring back, later each time, and operators are told.</summary>
static class PoisonedNoticeFunction
{
    public static void MapPoisonedNotice(this IEndpointRouteBuilder app) => app.MapPost("/PoisonedNotice", PutOff).WithDisplayName("PoisonedNotice");

    static async Task<IResult> PutOff(HttpContext http, IStore store, Engine engine, Pseudonyms keys, ILogger<Delivery> log)
    {
        var cancel = http.RequestAborted;
        var id = await Invocation.NoticeId(http.Request, cancel);
        var outbox = new Outbox(store);
        if (await outbox.Find(id, cancel) is not { } stuck || await outbox.PutOff(id, engine.Now, cancel) is not { } until)
        {
            log.Passed(Invocation.Id(http), "the notice was sent before");
            return Answer.Done("nothing to do: sent before");
        }
        log.PutOff(Invocation.Id(http), id, stuck.Kind, stuck.Severity, until);
        if (Unsent.Of(stuck, keys) is { } told)
        {
            await outbox.Hold(told, cancel);
            await engine.Announce(told.NoticeId, cancel);
        }
        return Answer.Done($"{id} put off");
    }
}
