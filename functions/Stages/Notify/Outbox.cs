using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FrontDoor.Stages;

/// <summary>Notices that must still be sent, in <c>state/outbox</c>; and, for ever, which were tried and which were sent, in <c>state/sent</c>.</summary>
public sealed class Outbox(IStore store)
{
    static readonly TimeSpan FirstBackOff = TimeSpan.FromMinutes(15);
    const int DoublingsAtMost = 5;

    /// <summary>Holds the notice until <see cref="MarkSent"/>. One that was sent before, or is held already, is left as it is.</summary>
    public async Task Hold(Notice notice, CancellationToken cancel)
    {
        if (!await IsSent(notice.NoticeId, cancel))
            await store.TryWrite(Containers.State, HeldPath(notice.NoticeId), JsonSerializer.SerializeToUtf8Bytes(notice, Json.Default.Notice), null, cancel);
    }

    /// <summary>The notice, or null when it was sent already.</summary>
    public async Task<Notice?> Find(string noticeId, CancellationToken cancel)
    {
        if (await IsSent(noticeId, cancel))
        {
            await store.Delete(Containers.State, HeldPath(noticeId), cancel); // whoever sent it may have been killed before this
            return null;
        }
        var held = await store.Read(Containers.State, HeldPath(noticeId), cancel);
        return held is null ? null : JsonSerializer.Deserialize(held.Content.Span, Json.Default.Notice)! with { HeldAt = held.Written };
    }

    /// <summary>Call before sending: when the first try was. One much longer ago than the broker remembers ids may have been taken without our knowing.</summary>
    public async Task<DateTimeOffset> MarkTried(string noticeId, DateTimeOffset now, CancellationToken cancel)
    {
        while (true)
        {
            var (sending, tag) = await Ledger(noticeId, cancel);
            if (sending?.TriedAt is { } before) return before;
            if (await TryWrite(noticeId, (sending ?? new Sending()) with { TriedAt = now }, tag, cancel)) return now;
        }
    }

    /// <summary>Call after it was taken; nothing sends it again.</summary>
    public async Task MarkSent(string noticeId, DateTimeOffset? triedAt, DateTimeOffset now, CancellationToken cancel)
    {
        await store.Write(Containers.State, SentPath(noticeId), Bytes(new Sending { TriedAt = triedAt, SentAt = now }), cancel);
        await store.Delete(Containers.State, HeldPath(noticeId), cancel);
    }

    /// <summary>As <see cref="MarkSent"/>, of one that is not sent by itself.</summary>
    public async Task MarkJoined(string noticeId, string joinedTo, DateTimeOffset now, CancellationToken cancel)
    {
        await store.Write(Containers.State, $"{JoinedFolder(joinedTo)}{noticeId}", default, cancel);
        await store.Write(Containers.State, SentPath(noticeId), Bytes(new Sending { SentAt = now, JoinedTo = joinedTo }), cancel);
        await store.Delete(Containers.State, HeldPath(noticeId), cancel);
    }

    /// <summary>The alert it joined; null: none.</summary>
    public async Task<string?> JoinedTo(string noticeId, CancellationToken cancel) => (await Ledger(noticeId, cancel)).Sending?.JoinedTo;

    /// <summary>The ids of the alerts that joined this one.</summary>
    public async Task<IReadOnlyList<string>> Joined(string noticeId, CancellationToken cancel)
    {
        var joined = new List<string>();
        await foreach (var item in store.List(Containers.State, JoinedFolder(noticeId), cancel)) joined.Add(System.IO.Path.GetFileName(item.Path));
        return [.. joined.Order(StringComparer.Ordinal)];
    }

    /// <summary>It failed too often: kept out of <see cref="Waiting"/> for a while, longer each time. Null: it was sent meanwhile.</summary>
    public async Task<DateTimeOffset?> PutOff(string noticeId, DateTimeOffset now, CancellationToken cancel)
    {
        while (true)
        {
            var (sending, tag) = await Ledger(noticeId, cancel);
            if (sending?.SentAt is not null) return null;
            if (sending is { PutOff: > 0, NotBefore: { } already } && already > now) return already; // told again before its time: the same failure
            var times = sending?.PutOff ?? 0;
            var until = now + FirstBackOff * Math.Pow(2, Math.Min(times, DoublingsAtMost));
            if (await TryWrite(noticeId, (sending ?? new Sending()) with { PutOff = times + 1, NotBefore = until }, tag, cancel)) return until;
        }
    }

    /// <summary>Not due before then: kept out of <see cref="Waiting"/> until.</summary>
    public async Task KeepUntil(string noticeId, DateTimeOffset until, CancellationToken cancel)
    {
        while (true)
        {
            var (sending, tag) = await Ledger(noticeId, cancel);
            if (sending?.SentAt is not null || sending?.NotBefore >= until) return;
            if (await TryWrite(noticeId, (sending ?? new Sending()) with { NotBefore = until }, tag, cancel)) return;
        }
    }

    /// <summary>Ids of the notices held since before <paramref name="heldBefore"/> and not put off past <paramref name="now"/>, oldest names first.</summary>
    public async IAsyncEnumerable<string> Waiting(DateTimeOffset heldBefore, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var item in store.List(Containers.State, "outbox/", cancel))
        {
            if (item.Written > heldBefore) continue;
            var id = System.IO.Path.GetFileNameWithoutExtension(item.Path);
            if ((await Ledger(id, cancel)).Sending?.NotBefore is not { } notBefore || notBefore <= now) yield return id;
        }
    }

    /// <summary>It was held once, sent since or not.</summary>
    public async Task<bool> Knows(string noticeId, CancellationToken cancel) =>
        (await Ledger(noticeId, cancel)).Sending is not null || await store.Read(Containers.State, HeldPath(noticeId), cancel) is not null;

    /// <summary>When somebody could first read it; null: nobody could yet.</summary>
    public async Task<DateTimeOffset?> SentAt(string noticeId, CancellationToken cancel) => (await Ledger(noticeId, cancel)).Sending?.SentAt;

    async Task<bool> IsSent(string noticeId, CancellationToken cancel) => (await Ledger(noticeId, cancel)).Sending?.SentAt is not null;

    async Task<(Sending? Sending, string? Tag)> Ledger(string noticeId, CancellationToken cancel) =>
        await store.Read(Containers.State, SentPath(noticeId), cancel) is not { } held ? (null, null)
            : held.Content.IsEmpty ? (new Sending { SentAt = DateTimeOffset.MinValue }, held.Tag) // as it was written before the moment was kept
            : (JsonSerializer.Deserialize(held.Content.Span, Json.Default.Sending)!, held.Tag);

    Task<bool> TryWrite(string noticeId, Sending sending, string? tag, CancellationToken cancel) =>
        store.TryWrite(Containers.State, SentPath(noticeId), Bytes(sending), tag, cancel);

    static byte[] Bytes(Sending sending) => JsonSerializer.SerializeToUtf8Bytes(sending, Json.Default.Sending);

    static string HeldPath(string noticeId) => $"outbox/{noticeId}.json";

    static string JoinedFolder(string noticeId) => $"joined/{noticeId}/";

    static string SentPath(string noticeId) => $"sent/{noticeId}";
}

/// <summary>How far the sending of one notice has come; its id is its name.</summary>
public sealed record Sending
{
    /// <summary>Before the first try.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>After it was taken; null until then.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>How often it failed too often.</summary>
    public int PutOff { get; init; }
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Not sent by itself: the alert that was, or will be.</summary>
    public string? JoinedTo { get; init; }
}
