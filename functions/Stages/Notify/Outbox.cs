using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FrontDoor.Stages;

/// <summary>Notices that must still be sent, in <c>state/outbox</c>; and, for ever, the ids of those that were, in <c>state/sent</c>.</summary>
public sealed class Outbox(IStore store)
{
    /// <summary>Holds the notice until <see cref="MarkSent"/>. One that was sent before, or is held already, is left as it is.</summary>
    public async Task Hold(Notice notice, CancellationToken cancel)
    {
        if (await store.Read(Containers.State, Sent(notice.NoticeId), cancel) is null)
            await store.TryWrite(Containers.State, Held(notice.NoticeId), JsonSerializer.SerializeToUtf8Bytes(notice, Json.Default.Notice), null, cancel);
    }

    /// <summary>The notice, or null when it was sent already.</summary>
    public async Task<Notice?> Find(string noticeId, CancellationToken cancel)
    {
        if (await store.Read(Containers.State, Sent(noticeId), cancel) is not null)
        {
            await store.Delete(Containers.State, Held(noticeId), cancel); // whoever sent it may have been killed before this
            return null;
        }
        var held = await store.Read(Containers.State, Held(noticeId), cancel);
        return held is null ? null : JsonSerializer.Deserialize(held.Content.Span, Json.Default.Notice);
    }

    public async Task MarkSent(string noticeId, CancellationToken cancel)
    {
        await store.Write(Containers.State, Sent(noticeId), ReadOnlyMemory<byte>.Empty, cancel);
        await store.Delete(Containers.State, Held(noticeId), cancel);
    }

    /// <summary>Ids of the notices held since before <paramref name="heldBefore"/>, oldest names first.</summary>
    public async IAsyncEnumerable<string> Waiting(DateTimeOffset heldBefore, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var item in store.List(Containers.State, "outbox/", cancel))
            if (item.Written <= heldBefore)
                yield return System.IO.Path.GetFileNameWithoutExtension(item.Path);
    }

    static string Held(string noticeId) => $"outbox/{noticeId}.json";

    static string Sent(string noticeId) => $"sent/{noticeId}";
}
