using FrontDoor.Alerting;
using FrontDoor.Domain.Alerts;
using FrontDoor.Storage;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;
using NodaTime;

namespace FrontDoor.App.Alerts;

/// <summary>Sends stored alerts. Records a try before it is made, and marks an alert as sent only after it was accepted
/// (docs/decisions/0020-sent-once.md).</summary>
sealed class Delivery(IStore store, IAlertSender alerts, AlertDigests digests, AlertGrouping joins, CircuitBreaker circuit,
    TimeProvider clock)
{
    /// <summary>How many are read and sent together; what is too large for one transfer is split.</summary>
    public const int Batch = 100;

    const int AtOnce = 8;

    /// <summary>An alert that is due before the next run is sent now, for the broker to deliver at its minute.</summary>
    static readonly TimeSpan Ahead = TimeSpan.FromMinutes(6);

    readonly AlertStore _alerts = new(store);

    public bool IsDown => circuit.DownSince is not null;

    /// <summary>Sends one alert. The notice is null if it was sent before, or waits because Service Bus is down.</summary>
    public async Task<(Delivered Outcome, Notice? Notice)> Send(string noticeId, CancellationToken cancel)
    {
        if (await _alerts.FindWaiting(noticeId, cancel) is not { } waiting) return (Delivered.Before, null);
        var notice = waiting.Document.Notice;
        var rule = digests.RuleFor(notice);
        if (await Due(waiting, rule, cancel) is not { } due || rule.GoesInDigest) return (Delivered.Later, notice);
        if (await Join(waiting, cancel)) return (Delivered.Joined, notice);
        if (!circuit.MayTry()) return (Delivered.Waits, notice);
        var alert = await Mark(waiting, rule, due, cancel);
        try
        {
            await alerts.Send(alert, cancel);
            circuit.Worked();
        }
        catch (AlertNotTaken fault)
        {
            Note(fault);
            throw;
        }
        await Taken(waiting, cancel);
        return (Delivered.Now, notice);
    }

    /// <summary>Sends all of them, for a backlog. An id that is named twice is sent once.</summary>
    public async Task<Delivered> SendBatch(IEnumerable<string> noticeIds, CancellationToken cancel)
    {
        List<string> ids = [.. noticeIds.Distinct()];
        if (!circuit.MayTry()) return Delivered.Waits;
        var found = new (Alert Alert, StoredDocument<StoredAlert> Waiting)?[ids.Count];
        await Each(ids.Count, async at =>
        {
            if (await _alerts.FindWaiting(ids[at], cancel) is { } waiting
                && digests.RuleFor(waiting.Document.Notice) is { GoesInDigest: false } rule
                && await Due(waiting, rule, cancel) is { } due && !await Join(waiting, cancel))
                found[at] = (await Mark(waiting, rule, due, cancel), waiting);
        }, cancel);
        var marked = found.OfType<(Alert Alert, StoredDocument<StoredAlert> Waiting)>().ToDictionary(one => one.Alert.Notice.NoticeId);
        try
        {
            await foreach (var taken in alerts.SendBatch([.. marked.Values.Select(one => one.Alert)], cancel))
            {
                circuit.Worked();
                await Each(taken.Count, at => Taken(marked[taken[at].Notice.NoticeId].Waiting, cancel), cancel);
            }
            return Delivered.Now;
        }
        catch (AlertNotTaken fault)
        {
            Note(fault);
            return fault.IsOfThisAlert ? Delivered.Refused : Delivered.Waits;
        }
    }

    async Task Taken(StoredDocument<StoredAlert> waiting, CancellationToken cancel)
    {
        var (now, notice) = (clock.GetUtcNow(), waiting.Document.Notice);
        Telemetry.Alerted(notice.Kind.Word(), now - (waiting.Document.StoredAt ?? waiting.Written));
        await _alerts.MarkSent(notice.NoticeId, now, cancel);
    }

    /// <summary>When its policy allows it to be sent; null if that is after the next run, which then finds it.</summary>
    async Task<DateTimeOffset?> Due(StoredDocument<StoredAlert> waiting, AlertRule rule, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var due = rule.DueAt(Instant.FromDateTimeOffset(waiting.Document.Notice.RaisedAt), Instant.FromDateTimeOffset(now))
            .ToDateTimeOffset();
        if (due <= now + Ahead) return due;
        await _alerts.KeepUntil(waiting, due - Ahead, cancel);
        return null;
    }

    /// <summary>Whether its policy joins it to another alert, so that it is not sent.</summary>
    async Task<bool> Join(StoredDocument<StoredAlert> waiting, CancellationToken cancel)
    {
        if (await joins.Of(waiting.Document.Notice, cancel) is not { } first) return false;
        await _alerts.MarkJoined(waiting, first, clock.GetUtcNow(), cancel);
        return true;
    }

    async Task<Alert> Mark(StoredDocument<StoredAlert> waiting, AlertRule rule, DateTimeOffset due, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var triedAt = await _alerts.MarkTried(waiting, now, cancel);
        return new Alert(waiting.Document.Notice,
            MayRepeat: now - triedAt >= AlertTopic.DuplicateWindow, due > now ? due : null)
        { To = rule.To };
    }

    void Note(AlertNotTaken fault)
    {
        if (fault.IsOfThisAlert) circuit.Worked(); // a refusal is an answer: a refused alert must not stop the others
        else circuit.Failed();
    }

    static Task Each(int count, Func<int, Task> work, CancellationToken cancel) =>
        Parallel.ForAsync(0, count,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (at, _) => await work(at));
}

/// <summary>The result of a sending.</summary>
enum Delivered
{
    /// <summary>It was sent now.</summary>
    Now,

    /// <summary>It was sent before.</summary>
    Before,

    /// <summary>Its policy sends it later, or in a digest.</summary>
    Later,

    /// <summary>Its policy joins it to another alert.</summary>
    Joined,

    /// <summary>Service Bus is down; the alert stays stored.</summary>
    Waits,

    /// <summary>Whether one of the batch was refused and stops the rest: each must be sent by itself.</summary>
    Refused,
}
