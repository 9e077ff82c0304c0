using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FrontDoor.Cli.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Stack;

/// <summary>Copies the lake, the reports, the receipts and the alerts from the emulated storage to a folder, for people to read.</summary>
sealed class Mirror(LocalStack stack, string folder) : IAsyncDisposable
{
    /// <summary>The subscription with all alerts; the others are left to their readers.</summary>
    const string ForMirrors = "operators";

    readonly Dictionary<string, string> _copied = [];
    readonly TopicReader _alerts = AlertConnection.ByConnection(stack.Bus.ConnectionString, ForMirrors);

    /// <summary>Copies once; returns new or changed paths in the folder.</summary>
    public async Task<IReadOnlyList<string>> Copy(CancellationToken cancel)
    {
        var copied = new List<string>();
        foreach (var container in (string[])[Containers.Lake, Containers.Reports, .. Containers.Agencies.Select(Containers.Receipts)])
            await CopyContainer(stack.Blobs.GetBlobContainerClient(container), copied, cancel);
        await CopyAlerts(copied, cancel);
        return copied;
    }

    async Task CopyContainer(BlobContainerClient container, List<string> copied, CancellationToken cancel)
    {
        var blobs = new List<BlobItem>();
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancel)) blobs.Add(blob);
        // what lists others comes last
        foreach (var blob in blobs.OrderBy(blob => blob.Name.EndsWith("manifest.json", StringComparison.Ordinal)))
        {
            var path = $"{container.Name}/{blob.Name}";
            var tag = $"{blob.Properties.ETag}";
            if (_copied.TryGetValue(path, out var before) && before == tag) continue;
            await Put(path, target => container.GetBlobClient(blob.Name).DownloadToAsync(target, cancel));
            if (ReceiptName.Replaced(path) is { } held) File.Delete(Path.Combine([folder, .. held.Split('/')]));
            _copied[path] = tag;
            copied.Add(path);
        }
    }

    // The alert is completed once its file exists; after a kill between the two, the same file is written again.
    async Task CopyAlerts(List<string> copied, CancellationToken cancel)
    {
        while (await _alerts.Next(TimeSpan.Zero, cancel) is { } held)
        {
            var path = $"{Queues.LateReferrals}/{AlertLine.Id(held.Event)}.json";
            await Put(path, target => File.WriteAllBytesAsync(target, held.Event, cancel));
            await held.Complete(cancel);
            copied.Add(path);
        }
    }

    public ValueTask DisposeAsync() => _alerts.DisposeAsync();

    async Task Put(string path, Func<string, Task> write)
    {
        var target = Path.Combine([folder, .. path.Split('/')]);
        var parent = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(parent);
        var written = Path.Combine(parent, $".{Guid.NewGuid():n}");
        await write(written);
        File.Move(written, target, overwrite: true);
    }
}
