using FrontDoor.App.Alerts;
using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>Every five minutes: puts back on the queues what was lost or got stuck, files by an event like Event Grid's, notices by their id. A backlog of notices, as after an outage of Service Bus, it sends itself in batches. And alerts nobody acknowledges climb their ladder.</summary>
static class SweepFunction
{
    /// <summary>Fewer notices than this go one by one.</summary>
    const int Backlog = 10;

    public static void MapSweep(this IEndpointRouteBuilder app) => app.MapPost("/Sweep", Sweep).WithDisplayName("Sweep");

    static async Task<IResult> Sweep(HttpContext http, Landing landing, Engine engine, Delivery delivery, CircuitBreaker circuit, RoundUps roundUps, ILogger<Engine> log)
    {
        var cancel = http.RequestAborted;
        var found = await engine.Sweep.Run(landing.All(cancel), cancel);
        foreach (var blob in found.Arrivals) await engine.Arrive(landing.Event(blob, engine.Now), cancel);
        var notices = await roundUps.Make(found.Notices, engine.Now, cancel);
        var left = notices.Count;
        foreach (var batch in notices.Chunk(Delivery.Batch))
        {
            if (!await Send(batch, engine, delivery, cancel)) break; // Service Bus is down: the outbox holds the rest, and the queue is not filled with what nobody takes
            left -= batch.Length;
        }
        if (left > 0) log.Down(Invocation.Id(http), left, circuit.DownSince ?? engine.Now);

        var escalated = await engine.Escalate.Run(engine.Now, cancel);
        found.Faults.End();
        log.Swept(Invocation.Id(http), found.Finished, found.Arrivals.Count, found.Notices.Count, escalated);
        return Answer.Done(FormattableString.Invariant($"{found.Finished} finished, {found.Arrivals.Count} arrivals, {found.Notices.Count} notices, {escalated} escalated"));
    }

    /// <summary>False: Service Bus is down.</summary>
    static async Task<bool> Send(string[] notices, Engine engine, Delivery delivery, CancellationToken cancel)
    {
        var outcome = notices.Length >= Backlog || delivery.IsDown ? await delivery.SendBatch(notices, cancel) : Delivered.Refused;
        if (outcome == Delivered.Refused)
            foreach (var notice in notices) await engine.Announce(notice, cancel);
        return outcome != Delivered.Waits;
    }
}
