using System.Diagnostics;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Local.Storage;

/// <summary>Replaces Event Grid, which Azurite lacks: every new version of a blob in a landing container becomes one event on the
/// arrivals queue.</summary>
/// <remarks>It does not remember blobs between runs: like Event Grid, it sends each event at least once.</remarks>
public sealed class LandingWatch(BlobServiceClient blobs, QueueServiceClient queues)
{
    static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(500);

    readonly Dictionary<string, string> _seen = [];

    public async Task Run(CancellationToken cancellationToken)
    {
        while (true)
        {
            var began = Stopwatch.GetTimestamp();
            foreach (var agency in Containers.Agencies)
                await Look(blobs.GetBlobContainerClient(Containers.Landing(agency)), cancellationToken);
            await PollingPause.After(began, s_lookEvery, cancellationToken);
        }
    }

    async Task Look(BlobContainerClient container, CancellationToken cancellationToken)
    {
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            var (name, tag) = ($"{container.Name}/{blob.Name}", $"{blob.Properties.ETag}");
            if (_seen.TryGetValue(name, out var before) && before == tag) continue;
            var message = BlobCreated.Write(
                container.Name, blob.Name, container.GetBlobClient(blob.Name).Uri,
                    tag, blob.Properties.ContentLength ?? 0, blob.Properties.LastModified ?? default);
            await queues.GetQueueClient(Queues.Arrivals)
                .SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(message)), cancellationToken);
            _seen[name] = tag;
        }
    }
}
