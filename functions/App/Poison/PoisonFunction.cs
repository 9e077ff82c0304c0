using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>One message of arrivals-poison: a file failed too often by our fault. It is held, said so to partner and operator, and Sweep tries it again later.</summary>
static class PoisonFunction
{
    public static void MapPoison(this IEndpointRouteBuilder app) => app.MapPost("/Poison", Poison).WithDisplayName("Poison");

    static async Task<IResult> Poison(HttpContext http, Landing landing, Engine engine, ILogger<Engine> log)
    {
        var cancel = http.RequestAborted;
        var message = await Invocation.Message(http.Request, "msg", cancel);
        var held = 0;
        foreach (var told in BlobCreated.Read(message))
        {
            if (await landing.Find(told, cancel) is not { } landed) continue;
            await engine.Ingest.Hold(landed.Path, landed.ETag, landed.ReceivedAt.ToDateTimeOffset(), cancel);
            log.Held(Invocation.Id(http), engine.Ingest.FileId(landed.Path.Agency, landed.Path.Path, landed.ETag), landed.Path.Agency);
            held++;
        }
        return Answer.Done(FormattableString.Invariant($"{held} held"));
    }
}
