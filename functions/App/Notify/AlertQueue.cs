using Azure.Storage.Queues;
using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>Alerts as messages of the queue late-referrals, for a deployment without Service Bus; a reader tells a repeat by the event's id.</summary>
sealed class AlertQueue(QueueServiceClient queues) : IAlerts
{
    readonly QueueClient _queue = queues.GetQueueClient(Queues.LateReferrals);

    public Task Send(Notice notice, CancellationToken cancel) =>
        _queue.SendMessageAsync(BinaryData.FromBytes(AlertEvent.Write(notice)), timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancel); // kept until read

    public async Task SendBatch(IReadOnlyList<Notice> notices, CancellationToken cancel)
    {
        foreach (var notice in notices) await Send(notice, cancel);
    }
}
