using System.Runtime.CompilerServices;
using Azure.Storage.Queues;
using FrontDoor.Storage.Objects;

namespace FrontDoor.App.Alerts;

/// <summary>Sends alerts to the queue late-referrals, for a deployment without Service Bus. A reader recognises a repeat by the event's
/// id.</summary>
sealed class QueueAlertSender(QueueServiceClient queues, TimeProvider clock) : IAlertSender
{
    static readonly TimeSpan KeptUntilRead = TimeSpan.FromSeconds(-1);

    readonly QueueClient _queue = queues.GetQueueClient(Queues.LateReferrals);

    public Task Send(Alert alert, CancellationToken cancellationToken) =>
        _queue.SendMessageAsync(BinaryData.FromBytes(AlertEvent.Write(alert)), alert.NotBefore is { } due ? Until(due) : null,
        timeToLive: KeptUntilRead, cancellationToken: cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<Alert>> SendBatch(
        IReadOnlyList<Alert> alerts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var alert in alerts)
        {
            await Send(alert, cancellationToken);
            yield return [alert];
        }
    }

    TimeSpan Until(DateTimeOffset due) => due - clock.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
