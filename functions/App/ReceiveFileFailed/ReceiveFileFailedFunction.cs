using Azure.Storage.Queues.Models;
using FrontDoor.App.Hosting;
using FrontDoor.App.Messages;
using FrontDoor.App.Storage;
using FrontDoor.Ingestion;
using FrontDoor.Storage.Objects;

namespace FrontDoor.App.ReceiveFileFailed;

/// <summary>Handles a message of arrivals-poison: a file failed too often for a fault of ours. It is marked as delayed, the partner and
/// the operators are informed, and RecoverFiles tries it again later.</summary>
sealed class ReceiveFileFailedFunction(Landing landing, IngestFile ingest, ILogger<ReceiveFileFailedFunction> log)
{
    [Function("ReceiveFileFailed")]
    public async Task Run([QueueTrigger(Queues.Arrivals + Queues.PoisonSuffix, Connection = Settings.Storage)] QueueMessage message,
    CancellationToken cancellationToken)
    {
        foreach (var created in BlobCreated.Read(MessageText.Of(message)))
        {
            if (await landing.Find(created, cancellationToken) is not { } landed) continue;
            await ingest.Delay(landed.Path, landed.ETag, landed.ReceivedAt.ToDateTimeOffset(), cancellationToken);
            log.Delayed(ingest.Commits.FileId(landed.Path.Agency, landed.Path.Path, landed.ETag), landed.Path.Agency);
        }
    }
}
