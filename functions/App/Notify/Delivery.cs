using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>Takes notices from the outbox to whoever gets the alerts; one is marked as sent only after it was taken.</summary>
sealed class Delivery(IStore store, IAlerts alerts)
{
    /// <summary>A batch of this many stays well below the 256 KB a request may have.</summary>
    public const int Batch = 50;

    readonly Outbox _outbox = new(store);

    /// <summary>The notice sent now; null when it was sent before.</summary>
    public async Task<Notice?> Send(string noticeId, CancellationToken cancel)
    {
        if (await _outbox.Find(noticeId, cancel) is not { } notice) return null;
        await alerts.Send(notice, cancel);
        await _outbox.MarkSent(noticeId, cancel);
        return notice;
    }

    /// <summary>All of them at once, for a backlog; false when the batch was not taken: then each must be tried alone, lest one hold up the rest.</summary>
    public async Task<bool> SendBatch(IReadOnlyCollection<string> noticeIds, CancellationToken cancel)
    {
        var notices = new List<Notice>(noticeIds.Count);
        foreach (var id in noticeIds)
            if (await _outbox.Find(id, cancel) is { } notice)
                notices.Add(notice);
        try
        {
            await alerts.SendBatch(notices, cancel);
        }
        catch (AlertNotTaken)
        {
            return false; // the caller puts every one on the queue
        }
        foreach (var notice in notices) await _outbox.MarkSent(notice.NoticeId, cancel);
        return true;
    }
}
