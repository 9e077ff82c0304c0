using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>Every hour: clocks that nothing has stopped are judged anew, for most of what comes to be overdue does so between two files; and alerts whose clocks a file has ended are resolved.</summary>
static class TickFunction
{
    public static void MapTick(this IEndpointRouteBuilder app) => app.MapPost("/Tick", Tick).WithDisplayName("Tick");

    static async Task<IResult> Tick(HttpContext http, Engine engine, ILogger<Engine> log)
    {
        var (found, resolved, apart) = (new TickResult(0, 0), 0, new Apart());
        await apart.Do(async () => found = await engine.Tick.Run(engine.Now, http.RequestAborted));
        await apart.Do(async () => resolved = await engine.Resolve.Run(engine.Now, http.RequestAborted));
        apart.End();
        log.Ticked(Invocation.Id(http), found.Worsened, found.Notices, resolved);
        return Answer.Done(FormattableString.Invariant($"{found.Worsened} clocks came to be overdue or graver, {found.Notices} notices, {resolved} alerts resolved"));
    }
}
