namespace FrontDoor.App;

/// <summary>Every hour: each feed's days that are over are judged, for what does not come is told by nobody.</summary>
static class WatchFunction
{
    public static void MapWatch(this IEndpointRouteBuilder app) => app.MapPost("/Watch", Watch).WithDisplayName("Watch");

    static async Task<IResult> Watch(HttpContext http, Landing landing, Engine engine, ILogger<Engine> log)
    {
        var cancel = http.RequestAborted;
        var found = await engine.Watch.Run(engine.Now, landing.All(cancel), cancel);
        log.Watched(Invocation.Id(http), found.Rows, found.Notices, found.Weeks);
        return Answer.Done(FormattableString.Invariant($"{found.Rows} rows on the health of feeds, {found.Notices} notices, {found.Weeks} weekly summaries"));
    }
}
