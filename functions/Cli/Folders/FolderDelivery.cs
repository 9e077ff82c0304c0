using System.Text.Json;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Folders;

/// <summary>Delivers alerts on a folder: one file for each notice in late-referrals/, written once.</summary>
sealed class FolderDelivery(IStore store)
{
    readonly AlertStore _alerts = new(store);

    public async Task Send(Notice notice, CancellationToken cancel)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(notice.Shown(), StoredAlertJson.Default.Notice);
        await store.TryWrite(Queues.LateReferrals, $"{notice.NoticeId}.json", content, null, cancel);
        await _alerts.MarkSent(notice.NoticeId, TimeProvider.System.GetUtcNow(), cancel);
    }

    /// <summary>Sends alerts that a killed run left.</summary>
    public async Task SendWaiting(CancellationToken cancel)
    {
        var waiting = new List<string>();
        await foreach (var id in _alerts.Waiting(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, cancel)) waiting.Add(id);
        foreach (var id in waiting)
            if (await _alerts.FindWaiting(id, cancel) is { } held)
                await Send(held.Document.Notice, cancel);
    }
}
