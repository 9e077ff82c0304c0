namespace FrontDoor.App;

/// <summary>Every hour: clocks that nothing has stopped are judged anew, for most of what comes to be overdue does so between two files.</summary>
static class TickFunction
{
    public static void MapTick(this IEndpointRouteBuilder app) => app.MapPost("/Tick", Tick).WithDisplayName("Tick");

    static async Task<IResult> Tick(HttpContext http, Engine engine, ILogger<Engine> log)
    {
        var found = await engine.Tick.Run(engine.Now, http.RequestAborted);
        log.Ticked(Invocation.Id(http), found.Worsened, found.Notices);
        return Answer.Done(FormattableString.Invariant($"{found.Worsened} clocks came to be overdue or graver, {found.Notices} notices"));
    }
}
