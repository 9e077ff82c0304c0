using System.Text.Json;
using FrontDoor.Stages;

namespace FrontDoor.Cli;

/// <summary>Where alerts go when the pipeline runs on a folder: one file a notice in late-referrals/, written once.</summary>
sealed class FolderDelivery(IStore store)
{
    readonly Outbox _outbox = new(store);

    public async Task Send(Notice notice, CancellationToken cancel)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(notice.Shown(), Json.Default.Notice);
        await store.TryWrite(Queues.LateReferrals, $"{notice.NoticeId}.json", content, null, cancel);
        await _outbox.MarkSent(notice.NoticeId, null, TimeProvider.System.GetUtcNow(), cancel);
    }

    /// <summary>Sends what a killed run left waiting.</summary>
    public async Task SendWaiting(CancellationToken cancel)
    {
        var waiting = new List<string>();
        await foreach (var id in _outbox.Waiting(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, cancel)) waiting.Add(id);
        foreach (var id in waiting)
            if (await _outbox.Find(id, cancel) is { } notice)
                await Send(notice, cancel);
    }
}
