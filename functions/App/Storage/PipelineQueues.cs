using Azure.Storage.Queues;
using FrontDoor.App.Messages;
using FrontDoor.Storage.Objects;

namespace FrontDoor.App.Storage;

/// <summary>The queues that start functions of this app, as it writes to them itself.</summary>
sealed class PipelineQueues(QueueServiceClient service)
{
    /// <summary>For ReceiveFile: a file waits in a landing container.</summary>
    public Task SendArrival(string blobCreated, CancellationToken cancellationToken) =>
        Send(Queues.Arrivals, blobCreated, cancellationToken);

    /// <summary>For SendAlert: a notice waits in the outbox.</summary>
    public Task SendNotice(string noticeId, CancellationToken cancellationToken) =>
        Send(Queues.Notices, NoticeMessage.Write(noticeId), cancellationToken);

    async Task Send(string queue, string message, CancellationToken cancellationToken) =>
        await service.GetQueueClient(queue).SendMessageAsync(message, cancellationToken);
}
