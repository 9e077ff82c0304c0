using System.Collections.Concurrent;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Storage.Arrivals;

/// <summary>One entry for each arrival, in <c>state/ledger</c>. RecoverFiles uses it to find files that were lost or are stuck.</summary>
public sealed class Ledger(IStore store)
{
    /// <summary>How many published arrivals this process remembers without reading the ledger.</summary>
    const int KnownAtMost = 100_000;

    readonly ConcurrentDictionary<string, bool> _published = new(StringComparer.Ordinal);

    /// <summary>Whether an arrival is fully visible, or its file was refused. That never changes, so a true answer is
    /// remembered.</summary>
    public async Task<bool> IsDone(string fileId, CancellationToken cancel)
    {
        if (_published.ContainsKey(fileId)) return true;
        if (await Find(fileId, cancel) is not { IsDone: true }) return false;
        Know(fileId);
        return true;
    }

    void Know(string fileId)
    {
        if (_published.Count >= KnownAtMost) _published.Clear();
        _published[fileId] = true;
    }

    public async Task<LedgerEntry?> Find(string fileId, CancellationToken cancel) =>
        (await store.Find<LedgerEntry>(Containers.State, Path(fileId), cancel))?.Document;

    /// <summary>Records the state of an arrival that is not done. Returns false, and writes nothing, if it is already published or
    /// refused.</summary>
    public Task<bool> TryRecord(string fileId, Func<LedgerEntry?, LedgerEntry> next, CancellationToken cancel) =>
        TryRecord(fileId, found => Task.FromResult(next(found)), cancel);

    /// <summary>Records that an arrival is done.</summary>
    /// <param name="ifHeld">Runs before the entry is marked as done, if the file was ever delayed; and again if it is delayed in the
    /// meantime.</param>
    public async Task RecordDone(string fileId, ArrivalStatus status, DateTimeOffset now, Func<Task> ifHeld, CancellationToken cancel)
    {
        await TryRecord(fileId, async found =>
        {
            if (found is { Stalls: > 0 }) await ifHeld();
            return new LedgerEntry { FileId = fileId, Status = status, Touched = now };
        }, cancel);
        Know(fileId); // it is delayed, or was before
    }

    async Task<bool> TryRecord(string fileId, Func<LedgerEntry?, Task<LedgerEntry>> next, CancellationToken cancel)
    {
        while (!_published.ContainsKey(fileId))
        {
            var held = await store.Find<LedgerEntry>(Containers.State, Path(fileId), cancel);
            if (held?.Document is { IsDone: true }) Know(fileId);
            else if (await store.TryWrite(Containers.State, Path(fileId), await next(held?.Document), held?.Tag, cancel)) return true;
        }
        return false;
    }

    static string Path(string fileId) => $"ledger/{fileId[..2]}/{fileId}.json";
}
