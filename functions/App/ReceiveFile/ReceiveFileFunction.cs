using Azure.Storage.Queues.Models;
using FrontDoor.App.Hosting;
using FrontDoor.App.Messages;
using FrontDoor.App.Storage;
using FrontDoor.Ingestion;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.App.ReceiveFile;

/// <summary>Handles a message of the queue arrivals: a file was dropped. A faulty file gets a receipt; for a fault of ours the message is
/// delivered again.</summary>
sealed class ReceiveFileFunction(Landing landing, IngestFile ingest, ScanGate scans, PausedSenders paused, PipelineOptions options,
    ILogger<ReceiveFileFunction> log)
{
    [Function("ReceiveFile")]
    public async Task Run([QueueTrigger(Queues.Arrivals, Connection = Settings.Storage)] QueueMessage message,
    CancellationToken cancellationToken)
    {
        foreach (var created in BlobCreated.Read(MessageText.Of(message))) await Receive(created, cancellationToken);
    }

    async Task Receive(BlobCreated created, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Continue("receive file", created.TraceParent);
        if (await landing.Find(created, cancellationToken) is not { } landed)
        {
            log.Passed("not a file, or this version is gone");
            return;
        }
        // Delivered again, by the queue or by RecoverFiles. There is no need to fetch the file.
        if (await ingest.Commits.IsDone(landed.Path, landed.ETag, cancellationToken))
        {
            log.Passed("already processed");
            return;
        }
        var scan = await scans.Ask(ingest.Commits.FileId(landed.Path.Agency, landed.Path.Path, landed.ETag), created, cancellationToken);
        if (scan == ScanState.Waits)
        {
            log.Passed("its malware scan has no result");
            return;
        }
        // Its files stay in landing. RecoverFiles finds them there once the sender is resumed.
        if (ingest.Knows(landed.Path) && await paused.Find(landed.Path.Sender, cancellationToken) is { IsPaused: true })
        {
            log.Passed("its sender is paused");
            return;
        }
        using var scratch = Scratch.Open(options.Scratch); // for this run only: two deliveries of one event never share a folder
        if (await landing.Bring(landed, scratch.NewFile(""), cancellationToken) is not { } file)
        {
            log.Passed("overwritten while it was read");
            return;
        }
        var result = await ingest.Run(file with { HasMalware = scan == ScanState.HasMalware }, cancellationToken);
        log.Received(result.FileId, result.Agency, result.Status, result.Refusal ?? "", result.RowsIn, result.Accepted, result.Rejected,
            result.Unchanged, result.Blank, result.Late);
    }
}
