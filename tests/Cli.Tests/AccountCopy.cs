using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Tests;

/// <summary>An account with the queues of the app, and with what a folder has in its containers.</summary>
static class AccountCopy
{
    public static async Task Make(string connection, string folder)
    {
        var (blobs, queues) = (new BlobServiceClient(connection), new QueueServiceClient(connection));
        foreach (var queue in (string[])[Queues.Arrivals, Queues.Notices]) await queues.GetQueueClient(queue).CreateIfNotExistsAsync();
        await Parallel.ForEachAsync(Containers.All, async (name, cancel) =>
        {
            var container = blobs.GetBlobContainerClient(name);
            await container.CreateIfNotExistsAsync(cancellationToken: cancel);
            var here = Path.Combine(folder, name);
            if (!Directory.Exists(here)) return;
            foreach (var file in Directory.EnumerateFiles(here, "*", SearchOption.AllDirectories))
                await container.GetBlobClient(Path.GetRelativePath(here, file)).UploadAsync(file, overwrite: true, cancel);
        });
    }
}
