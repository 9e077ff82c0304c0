using Azure.Storage.Queues;
using FrontDoor.App.Messages;
using FrontDoor.Storage.Objects;

namespace FrontDoor.App.Storage;

/// <summary>The app's queues, for its own messages.</summary>
sealed class PipelineQueues(QueueServiceClient service)
{
    /// <summary>Sends a message to ReceiveFile: a file is in a landing container.</summary>
    public Task SendArrival(string blobCreated, CancellationToken cancellationToken) =>
        Send(Queues.Arrivals, blobCreated, cancellationToken);

    /// <summary>Sends a message to SendAlert: a notice is in the outbox.</summary>
    public Task SendNotice(string noticeId, CancellationToken cancellationToken) =>
        Send(Queues.Notices, NoticeMessage.Write(noticeId), cancellationToken);

    async Task Send(string queue, string message, CancellationToken cancellationToken) =>
        await service.GetQueueClient(queue).SendMessageAsync(message, cancellationToken);
}
