namespace FrontDoor.App;

/// <summary>Every five minutes: puts back on the queues what was lost or got stuck, files by an event like Event Grid's, notices by their id. A backlog of notices, as after an outage of Service Bus, it sends itself in batches.</summary>
static class SweepFunction
{
    /// <summary>Fewer notices than this go one by one.</summary>
    const int Backlog = 10;

    public static void MapSweep(this IEndpointRouteBuilder app) => app.MapPost("/Sweep", Sweep).WithDisplayName("Sweep");

    static async Task<IResult> Sweep(HttpContext http, Landing landing, Engine engine, Delivery delivery, ILogger<Engine> log)
    {
        var cancel = http.RequestAborted;
        var found = await engine.Sweep.Run(landing.All(cancel), cancel);
        foreach (var blob in found.Arrivals) await engine.Arrive(landing.Event(blob, engine.Now), cancel);
        foreach (var batch in found.Notices.Chunk(Delivery.Batch)) await Send(batch, engine, delivery, cancel);

        log.Swept(Invocation.Id(http), found.Finished, found.Arrivals.Count, found.Notices.Count);
        return Answer.Done(FormattableString.Invariant($"{found.Finished} finished, {found.Arrivals.Count} arrivals, {found.Notices.Count} notices"));
    }

    static async Task Send(string[] notices, Engine engine, Delivery delivery, CancellationToken cancel)
    {
        if (notices.Length >= Backlog && await delivery.SendBatch(notices, cancel)) return;
        foreach (var notice in notices) await engine.Announce(notice, cancel);
    }
}
