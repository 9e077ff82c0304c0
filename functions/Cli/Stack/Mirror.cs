using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using FrontDoor.Stages;

namespace FrontDoor.Cli;

/// <summary>Copies what people read from the emulated storage to a folder: the lake, the receipts, and the alerts of the late-referrals queue.</summary>
sealed class Mirror(Stack stack, string folder)
{
    static readonly TimeSpan s_hidden = TimeSpan.FromMinutes(1);

    readonly Dictionary<string, string> _copied = [];
    readonly QueueClient _alerts = stack.Messages.GetQueueClient(Queues.LateReferrals);

    /// <summary>One round; the paths that are new or changed, below the folder.</summary>
    public async Task<IReadOnlyList<string>> Copy(CancellationToken cancel)
    {
        var copied = new List<string>();
        foreach (var container in (string[])[Containers.Lake, .. Containers.Agencies.Select(Containers.Receipts)])
            await CopyContainer(stack.Blobs.GetBlobContainerClient(container), copied, cancel);
        await CopyAlerts(copied, cancel);
        return copied;
    }

    async Task CopyContainer(BlobContainerClient container, List<string> copied, CancellationToken cancel)
    {
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancel))
        {
            var path = $"{container.Name}/{blob.Name}";
            var tag = $"{blob.Properties.ETag}";
            if (_copied.TryGetValue(path, out var before) && before == tag) continue;
            await Put(path, target => container.GetBlobClient(blob.Name).DownloadToAsync(target, cancel));
            _copied[path] = tag;
            copied.Add(path);
        }
    }

    // The message goes when its file is there; a run killed between the two writes the same file again.
    async Task CopyAlerts(List<string> copied, CancellationToken cancel)
    {
        while ((await _alerts.ReceiveMessagesAsync(32, s_hidden, cancel)).Value is { Length: > 0 } batch)
            foreach (var message in batch)
            {
                var text = MessageText(message);
                var path = $"{Queues.LateReferrals}/{IdOf(text) ?? message.MessageId}.json";
                await Put(path, target => File.WriteAllBytesAsync(target, text, cancel));
                await _alerts.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancel);
                copied.Add(path);
            }
    }

    async Task Put(string path, Func<string, Task> write)
    {
        var target = Path.Combine([folder, .. path.Split('/')]);
        var parent = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(parent);
        var written = Path.Combine(parent, $".{Guid.NewGuid():n}");
        await write(written);
        File.Move(written, target, overwrite: true);
    }

    static byte[] MessageText(QueueMessage message)
    {
        var body = message.Body.ToString();
        var bytes = new byte[body.Length];
        return Convert.TryFromBase64String(body, bytes, out var length) ? bytes[..length] : message.Body.ToArray();
    }

    static string? IdOf(byte[] message)
    {
        using var json = JsonDocument.Parse(message);
        return json.RootElement.TryGetProperty("id", out var id) || json.RootElement.TryGetProperty("notice_id", out id) ? id.GetString() : null;
    }
}
