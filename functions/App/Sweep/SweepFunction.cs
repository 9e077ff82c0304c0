namespace FrontDoor.App;

/// <summary>Every five minutes: puts back on the queues what was lost or got stuck, files by an event like Event Grid's, notices by their id.</summary>
static class SweepFunction
{
    public static void MapSweep(this IEndpointRouteBuilder app) => app.MapPost("/Sweep", Sweep).WithDisplayName("Sweep");

    static async Task<IResult> Sweep(HttpContext http, Landing landing, Engine engine, ILogger<Engine> log)
    {
        var cancel = http.RequestAborted;
        using var scratch = new Scratch();
        var found = await engine.Sweep(scratch).Run(landing.All(cancel), cancel);
        foreach (var blob in found.Arrivals) await engine.Arrive(landing.Event(blob, engine.Now), cancel);
        foreach (var notice in found.Notices) await engine.Announce(notice, cancel);

        log.Swept(Invocation.Id(http), found.Arrivals.Count, found.Notices.Count);
        return Answer.Done(FormattableString.Invariant($"{found.Arrivals.Count} arrivals, {found.Notices.Count} notices"));
    }
}
