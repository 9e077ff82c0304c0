using FrontDoor.Storage.Objects;

namespace FrontDoor.Storage.State;

/// <summary>Pauses and resumes senders, and says which are paused. Two at once: the first wins, the other finds it done.</summary>
public sealed class PausedSenders(IDocumentStore store)
{
    const string Folder = "paused/";

    /// <summary>Null for a sender that was never paused.</summary>
    public async Task<SenderPauses?> Find(string sender, CancellationToken cancel) =>
        (await store.Find<SenderPauses>(Containers.Restricted, PathOf(sender), cancel))?.Document;

    /// <summary>Every sender that is paused or was, by its id.</summary>
    public async Task<IReadOnlyDictionary<string, SenderPauses>> All(CancellationToken cancel)
    {
        var (paths, all) = (new List<string>(), new SortedDictionary<string, SenderPauses>(StringComparer.Ordinal));
        await foreach (var item in store.List(Containers.Restricted, Folder, cancel)) paths.Add(item.Path);
        foreach (var path in paths)
            if (await store.Find<SenderPauses>(Containers.Restricted, path, cancel) is { Document: var found }) all[found.Sender] = found;
        return all;
    }

    /// <summary>Pauses the sender. False if it was paused already; then nothing is changed.</summary>
    /// <param name="sender">The id of a contract's sender: letters, digits and hyphens.</param>
    public async Task<bool> Pause(string sender, string by, string reason, DateTimeOffset now, CancellationToken cancel) =>
        await Change(sender, found => found is { IsPaused: true } ? null : new SenderPauses
        {
            Sender = sender,
            Pauses = [.. found?.Pauses ?? [], new SenderPause { Since = now, By = by, Reason = reason }],
        }, cancel);

    /// <summary>Ends the pause of the sender. False if it was not paused; then nothing is changed.</summary>
    public async Task<bool> Resume(string sender, string by, DateTimeOffset now, CancellationToken cancel) =>
        await Change(sender, found => found is not { IsPaused: true } ? null
            : found with { Pauses = [.. found.Pauses.SkipLast(1), found.Last with { ResumedAt = now, ResumedBy = by }] }, cancel);

    async Task<bool> Change(string sender, Func<SenderPauses?, SenderPauses?> change, CancellationToken cancel)
    {
        while (true)
        {
            var found = await store.Find<SenderPauses>(Containers.Restricted, PathOf(sender), cancel);
            if (change(found?.Document) is not { } next) return false;
            if (await store.TryWrite(Containers.Restricted, PathOf(sender), next, found?.Tag, cancel)) return true;
        }
    }

    static string PathOf(string sender) => $"{Folder}{sender}.json";
}
