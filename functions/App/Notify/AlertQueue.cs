using Azure.Storage.Queues;
using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>Alerts as messages of the queue late-referrals, for a deployment without Service Bus; a reader tells a repeat by the event's id.</summary>
sealed class AlertQueue(QueueServiceClient queues, TimeProvider clock) : IAlerts
{
    static readonly TimeSpan KeptUntilRead = TimeSpan.FromSeconds(-1);

    readonly QueueClient _queue = queues.GetQueueClient(Queues.LateReferrals);

    public Task Send(Alert alert, CancellationToken cancel) =>
        _queue.SendMessageAsync(BinaryData.FromBytes(AlertEvent.Write(alert)), alert.NotBefore is { } due ? Until(due) : null, timeToLive: KeptUntilRead, cancellationToken: cancel);

    TimeSpan Until(DateTimeOffset due) => due - clock.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    public async Task SendBatch(IReadOnlyList<Alert> alerts, CancellationToken cancel)
    {
        foreach (var alert in alerts) await Send(alert, cancel);
    }
}
