using FrontDoor.Alerting;
using FrontDoor.App.Alerts;
using FrontDoor.App.Hosting;
using FrontDoor.App.Storage;
using FrontDoor.Monitoring;

namespace FrontDoor.App.RecoverFiles;

/// <summary>Every five minutes, puts lost and stuck work back on the queues: files by an event like Event Grid's, notices by their id.
/// Sends a backlog of notices itself, in batches. Escalates alerts that no one acknowledged.</summary>
sealed class RecoverFilesFunction(
    Landing landing, PipelineQueues queues, RecoverLostFiles sweep, EscalateAlerts escalate, AlertDigests digests, Delivery delivery,
        CircuitBreaker circuit, TimeProvider clock, ILogger<RecoverFilesFunction> log)
{
    /// <summary>Fewer notices than this are sent one by one.</summary>
    const int Backlog = 10;

    [Function("RecoverFiles")]
    public async Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var found = await sweep.Run(landing.All(cancellationToken), cancellationToken);
        foreach (var blob in found.Arrivals) await queues.SendArrival(landing.Event(blob, clock.GetUtcNow()), cancellationToken);
        var notices = await digests.Make(found.Notices, clock.GetUtcNow(), cancellationToken);
        var left = notices.Count;
        foreach (var batch in notices.Chunk(Delivery.Batch))
        {
            // Service Bus is down: the rest waits in the outbox, and the queue is not filled in vain
            if (!await Send(batch, cancellationToken)) break;
            left -= batch.Length;
        }
        if (left > 0) log.Down(left, circuit.DownSince ?? clock.GetUtcNow());

        var escalated = await escalate.Run(clock.GetUtcNow(), cancellationToken);
        found.Faults.End();
        log.Recovered(found.Finished, found.Arrivals.Count, found.Notices.Count, escalated);
    }

    /// <summary>Returns false if Service Bus is down.</summary>
    async Task<bool> Send(string[] notices, CancellationToken cancellationToken)
    {
        var outcome = notices.Length >= Backlog || delivery.IsDown ? await delivery.SendBatch(notices, cancellationToken)
            : Delivered.Refused;
        if (outcome == Delivered.Refused)
            foreach (var notice in notices) await queues.SendNotice(notice, cancellationToken);
        return outcome != Delivered.Waits;
    }
}
