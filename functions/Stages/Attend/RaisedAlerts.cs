using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FrontDoor.Stages;

/// <summary>Every alert that asks somebody to act, by its id: on the ladder of escalation, or off it for good. Both lie in <c>state/alerts</c>, and hold no more than the notice.</summary>
public sealed class RaisedAlerts(IStore store)
{
    const string Ladder = "alerts/ladder/";

    /// <summary>Puts it at the foot of the ladder. One that stepped off before comes back by this, and steps off at the next look.</summary>
    public async Task Keep(Notice notice, CancellationToken cancel)
    {
        if (notice.Waits) await store.TryWrite(Containers.State, OnPath(notice.NoticeId), Bytes(notice), null, cancel);
    }

    /// <summary>Null: no alert has this id, or one that asks nobody to act.</summary>
    public async Task<Notice?> Find(string noticeId, CancellationToken cancel) =>
        (await store.Read(Containers.State, OnPath(noticeId), cancel) ?? await store.Read(Containers.State, OffPath(noticeId), cancel)) is { } held
            ? JsonSerializer.Deserialize(held.Content.Span, Json.Default.Notice)
            : null;

    /// <summary>Those that may still climb.</summary>
    public async IAsyncEnumerable<Notice> OnLadder([EnumeratorCancellation] CancellationToken cancel)
    {
        var paths = new List<string>();
        await foreach (var item in store.List(Containers.State, Ladder, cancel)) paths.Add(item.Path);
        foreach (var path in paths.Order(StringComparer.Ordinal))
            if (await store.Read(Containers.State, path, cancel) is { } held)
                yield return JsonSerializer.Deserialize(held.Content.Span, Json.Default.Notice)!;
    }

    /// <summary>It climbs no further; its id stays known.</summary>
    public async Task StepOff(Notice notice, CancellationToken cancel)
    {
        await store.TryWrite(Containers.State, OffPath(notice.NoticeId), Bytes(notice), null, cancel);
        await store.Delete(Containers.State, OnPath(notice.NoticeId), cancel);
    }

    static byte[] Bytes(Notice notice) => JsonSerializer.SerializeToUtf8Bytes(notice.Shown(), Json.Default.Notice);

    static string OnPath(string noticeId) => $"{Ladder}{noticeId}.json";

    static string OffPath(string noticeId) => $"alerts/off/{noticeId}.json";
}
