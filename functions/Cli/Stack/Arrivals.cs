using Azure.Storage.Blobs.Models;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;
using FrontDoor.Storage.State;

namespace FrontDoor.Cli.Stack;

/// <summary>The progress of all dropped files, from the ledger, the outbox and the poison queues.</summary>
/// <param name="Done">Arrivals that are done: published or refused.</param>
/// <param name="Waiting">Notices not yet sent, and arrivals not yet in the lake.</param>
/// <param name="Failed">Delayed arrivals, and messages set aside.</param>
sealed record Arrivals(int Done, int Waiting, int Failed)
{
    public static async Task<Arrivals> Look(LocalStack stack, CancellationToken cancel)
    {
        var state = stack.Blobs.GetBlobContainerClient(Containers.State);
        var (done, stalled, waiting) = (0, 0, 0);
        await foreach (var blob in state.GetBlobsAsync(new GetBlobsOptions { Prefix = "ledger/" }, cancel))
        {
            var content = await state.GetBlobClient(blob.Name).DownloadContentAsync(cancel);
            switch (StateDocuments.Parse<LedgerEntry>(content.Value.Content.ToMemory().Span, blob.Name).Status)
            {
                case ArrivalStatus.Published or ArrivalStatus.Refused: done++; break;
                case ArrivalStatus.Stalled: stalled++; break;
                default: break;
            }
        }

        await foreach (BlobItem _ in stack.Blobs.GetBlobContainerClient(Containers.Restricted)
            .GetBlobsAsync(new GetBlobsOptions { Prefix = StagedTables.Folder }, cancel)) waiting++;
        await foreach (BlobItem _ in state.GetBlobsAsync(new GetBlobsOptions { Prefix = AlertStore.ToSend }, cancel)) waiting++;
        return new Arrivals(done, waiting, stalled + await PutAside(stack, cancel));
    }

    static async Task<int> PutAside(LocalStack stack, CancellationToken cancel)
    {
        var count = 0;
        foreach (var queue in (string[])[Queues.Arrivals, Queues.Notices])
            count += (await stack.Messages.GetQueueClient(queue + Queues.PoisonSuffix)
                .GetPropertiesAsync(cancel)).Value.ApproximateMessagesCount;
        return count;
    }
}
