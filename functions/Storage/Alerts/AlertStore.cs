using System.Runtime.CompilerServices;
using FrontDoor.Domain.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Storage.Alerts;

/// <summary>Every alert by its id, with its state, in <c>state/alerts</c>. Two folders of empty markers name the alerts to look at, so
/// that nothing lists all alerts: <c>state/alerts-waiting</c> names those to be sent, <c>state/alerts-unacknowledged</c> those that may
/// be escalated. A marker without need does no harm: the document decides.</summary>
public sealed class AlertStore(IStore store)
{
    /// <summary>The folder of markers of alerts to be sent.</summary>
    public const string ToSend = "alerts-waiting/";

    const string Alerts = "alerts/", MayClimb = "alerts-unacknowledged/";

    static readonly TimeSpan s_firstBackOff = TimeSpan.FromMinutes(15);
    const int DoublingsAtMost = 5;

    /// <summary>Stores an alert to be sent. An alert that is already stored is not changed. A message about another alert is also
    /// recorded in that alert's document.</summary>
    public async Task Add(Notice notice, CancellationToken cancel)
    {
        if (await TryWrite(new StoredAlert { Notice = notice }, null, cancel)
            || await Find(notice.NoticeId, cancel) is { Document.SentAt: null })
            await store.TryWrite(Containers.State, ToSend + notice.NoticeId, default, null, cancel);
        if (notice.About is { } about) await NoteOn(about, notice, cancel);
    }

    /// <summary>The alert, if it is still to be sent; else null.</summary>
    public async Task<StoredDocument<StoredAlert>?> FindWaiting(string id, CancellationToken cancel)
    {
        var held = await Find(id, cancel);
        if (held?.Document.SentAt is null) return held;
        await Settle(held.Document, cancel); // the process that sent it may have been killed before this
        return null;
    }

    /// <summary>Call before sending. Returns when sending was first tried; if that is longer ago than the broker remembers ids, the alert
    /// may have been accepted.</summary>
    public async Task<DateTimeOffset> MarkTried(StoredDocument<StoredAlert> waiting, DateTimeOffset now, CancellationToken cancel) =>
        waiting.Document.TriedAt
        ?? (await Change(waiting, alert => alert.TriedAt is null ? alert with { TriedAt = now } : null, cancel)).TriedAt!.Value;

    /// <summary>Call after the broker accepted it; nothing sends it again.</summary>
    public Task MarkSent(string id, DateTimeOffset now, CancellationToken cancel) =>
        MarkSent(id, null, alert => alert with { SentAt = now }, cancel);

    /// <summary>The same for an alert that is not sent by itself because its policy joins it to another.</summary>
    public async Task MarkJoined(StoredDocument<StoredAlert> waiting, string joinedTo, DateTimeOffset now, CancellationToken cancel)
    {
        var id = waiting.Document.Notice.NoticeId;
        await Change(joinedTo, first => first.Joined.Contains(id) ? null : first with { Joined = [.. first.Joined, id] }, cancel);
        await MarkSent(id, waiting, alert => alert with { SentAt = now, JoinedTo = joinedTo }, cancel);
    }

    /// <summary>The same for an alert that is in a digest.</summary>
    /// <param name="known">The document, if it was read already; else null.</param>
    public Task MarkInDigest(string id, StoredDocument<StoredAlert>? known, string digest, DateTimeOffset now,
        CancellationToken cancel) =>
        MarkSent(id, known, alert => alert with { SentAt = now, DigestId = digest }, cancel);

    /// <summary>Postpones an alert that failed too often: <see cref="Waiting"/> leaves it out for a while, longer each time. Returns null
    /// if it was sent in the meantime.</summary>
    public async Task<DateTimeOffset?> PutOff(StoredDocument<StoredAlert> waiting, DateTimeOffset now, CancellationToken cancel)
    {
        var alert = await Change(waiting, alert =>
        {
            // Called again before its time, it is the same failure.
            if (alert.SentAt is not null || alert is { PutOff: > 0, NotBefore: { } already } && already > now) return null;
            var backOff = s_firstBackOff * Math.Pow(2, Math.Min(alert.PutOff, DoublingsAtMost));
            return alert with { PutOff = alert.PutOff + 1, NotBefore = now + backOff };
        }, cancel);
        return alert.SentAt is null ? alert.NotBefore : null;
    }

    /// <summary>Postpones an alert that is not due yet: <see cref="Waiting"/> leaves it out until then.</summary>
    public Task KeepUntil(StoredDocument<StoredAlert> waiting, DateTimeOffset until, CancellationToken cancel) =>
        Change(waiting, alert => alert.SentAt is not null || alert.NotBefore >= until ? null : alert with { NotBefore = until }, cancel);

    /// <summary>Ids, in order, of the alerts stored before the first moment and not postponed beyond the second.</summary>
    public async IAsyncEnumerable<string> Waiting(
        DateTimeOffset storedBefore, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var item in store.List(Containers.State, ToSend, cancel))
        {
            var id = Path.GetFileName(item.Path);
            if (item.Written <= storedBefore && await Find(id, cancel) is { } held && !(held.Document.NotBefore > now)) yield return id;
        }
    }

    /// <summary>The alerts that may be escalated.</summary>
    public async IAsyncEnumerable<StoredAlert> Unacknowledged([EnumeratorCancellation] CancellationToken cancel)
    {
        var ids = new List<string>();
        await foreach (var item in store.List(Containers.State, MayClimb, cancel)) ids.Add(Path.GetFileName(item.Path));
        foreach (var id in ids.Order(StringComparer.Ordinal))
        {
            if (await Find(id, cancel) is not { } held) continue;
            if (held.Document.MayClimb) yield return held.Document;
            // the process that ended its escalation was killed before this
            else await store.Delete(Containers.State, MayClimb + id, cancel);
        }
    }

    /// <summary>The document of an alert; null if no alert has this id.</summary>
    public Task<StoredDocument<StoredAlert>?> Find(string id, CancellationToken cancel) =>
        store.Find<StoredAlert>(Containers.State, PathOf(id), cancel);

    /// <summary>Whether an alert with this id was ever stored, sent or not.</summary>
    public async Task<bool> Knows(string id, CancellationToken cancel) => await Find(id, cancel) is not null;

    /// <summary>The alert without personal data, if it can be acknowledged; else null.</summary>
    public async Task<Notice?> FindRaised(string id, CancellationToken cancel) =>
        await Find(id, cancel) is { Document.Notice: { Waits: true } notice } ? notice.Shown() : null;

    public Task MarkAcknowledged(string id, DateTimeOffset at, CancellationToken cancel) =>
        EndClimb(id, alert => alert.AcknowledgedAt is null ? alert with { AcknowledgedAt = at } : null, cancel);

    public Task MarkResolved(string id, DateTimeOffset at, CancellationToken cancel) =>
        EndClimb(id, alert => alert.ResolvedAt is null ? alert with { ResolvedAt = at } : null, cancel);

    /// <summary>Marks an alert that has reached the last rung of its ladder.</summary>
    public Task MarkAtTop(string id, CancellationToken cancel) =>
        EndClimb(id, alert => alert.IsAtTop ? null : alert with { IsAtTop = true }, cancel);

    Task NoteOn(string about, Notice message, CancellationToken cancel) => message.Kind switch
    {
        AlertKind.Resolved => MarkResolved(about, message.RaisedAt, cancel),
        AlertKind.Escalated => Change(about, alert => alert.Escalations.Contains(message.NoticeId) ? null
            : alert with { Escalations = [.. alert.Escalations, message.NoticeId] }, cancel),
        _ => Task.CompletedTask,
    };

    async Task MarkSent(string id, StoredDocument<StoredAlert>? known, Func<StoredAlert, StoredAlert> sent, CancellationToken cancel)
    {
        StoredAlert? Next(StoredAlert alert) =>
            alert.SentAt is null ? sent(alert) with { Notice = alert.Notice.Shown(), NotBefore = null } : null;

        var alert = known is null ? await Change(id, Next, cancel) : await Change(known, Next, cancel);
        if (alert is not null) await Settle(alert, cancel);
    }

    async Task EndClimb(string id, Func<StoredAlert, StoredAlert?> change, CancellationToken cancel)
    {
        var alert = await Change(id, change, cancel);
        if (alert is { Notice.Waits: true, SentAt: not null, MayClimb: false }) await store.Delete(Containers.State, MayClimb + id, cancel);
    }

    /// <summary>Sets the markers of a sent alert by its document.</summary>
    async Task Settle(StoredAlert sent, CancellationToken cancel)
    {
        if (sent.MayClimb) await store.Write(Containers.State, MayClimb + sent.Notice.NoticeId, default, cancel);
        await store.Delete(Containers.State, ToSend + sent.Notice.NoticeId, cancel);
    }

    async Task<StoredAlert?> Change(string id, Func<StoredAlert, StoredAlert?> change, CancellationToken cancel) =>
        await Find(id, cancel) is { } held ? await Change(held, change, cancel) : null;

    /// <summary>Changes a stored alert and returns the result. Starts again if another process changed it in the meantime.</summary>
    /// <param name="change">Returns null if there is nothing to change.</param>
    async Task<StoredAlert> Change(StoredDocument<StoredAlert> held, Func<StoredAlert, StoredAlert?> change, CancellationToken cancel)
    {
        while (true)
        {
            if (change(held.Document) is not { } next) return held.Document;
            next = next with { StoredAt = next.StoredAt ?? held.Written };
            if (await TryWrite(next, held.Tag, cancel)) return next;
            var id = next.Notice.NoticeId;
            held = await Find(id, cancel)
                ?? throw new InvalidOperationException($"state/{PathOf(id)} is gone. Alerts are never removed; restore it.");
        }
    }

    Task<bool> TryWrite(StoredAlert alert, string? tag, CancellationToken cancel) =>
        store.TryWrite(Containers.State, PathOf(alert.Notice.NoticeId), alert, tag, cancel);

    static string PathOf(string id) => $"{Alerts}{id}.json";
}
