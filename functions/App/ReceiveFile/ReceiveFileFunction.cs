using Azure.Storage.Queues.Models;
using FrontDoor.App.Hosting;
using FrontDoor.App.Messages;
using FrontDoor.App.Storage;
using FrontDoor.Ingestion;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage;
using FrontDoor.Storage.Objects;

namespace FrontDoor.App.ReceiveFile;

/// <summary>One message of the queue arrivals: a file was dropped. A fault of the file is an answer, a fault of ours brings the message
/// again.</summary>
sealed class ReceiveFileFunction(Landing landing, IngestFile ingest, PipelineOptions options, ILogger<ReceiveFileFunction> log)
{
    [Function("ReceiveFile")]
    public async Task Run([QueueTrigger(Queues.Arrivals, Connection = Settings.Storage)] QueueMessage message,
    CancellationToken cancellationToken)
    {
        foreach (var told in BlobCreated.Read(MessageText.Of(message))) await Receive(told, cancellationToken);
    }

    async Task Receive(BlobCreated told, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Continue("receive file", told.TraceParent);
        if (await landing.Find(told, cancellationToken) is not { } landed)
        {
            log.Passed("no file, or no longer this version of it");
            return;
        }
        // Told again: by the queue, or by a sweep that came before its turn in a backlog. Not worth bringing the file.
        if (await ingest.Commits.IsDone(landed.Path, landed.ETag, cancellationToken))
        {
            log.Passed("dealt with before");
            return;
        }
        using var scratch = Scratch.Open(options.Scratch); // of this run alone: two deliveries of one event never meet on disk
        if (await landing.Bring(landed, scratch.NewFile(""), cancellationToken) is not { } file)
        {
            log.Passed("overwritten while it was read");
            return;
        }
        var result = await ingest.Run(file, cancellationToken);
        log.Received(result.FileId, result.Agency, result.Status, result.Refusal ?? "", result.RowsIn, result.Accepted, result.Rejected,
            result.Unchanged, result.Blank, result.Late);
    }
}
