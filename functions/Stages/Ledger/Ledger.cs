namespace FrontDoor.Stages;

/// <summary>One entry an arrival, in <c>state/ledger</c>: what Sweep looks at to find files that were lost or got stuck.</summary>
public sealed class Ledger(IStore store)
{
    public async Task<LedgerEntry?> Find(string fileId, CancellationToken cancel) =>
        (await store.Find<LedgerEntry>(Containers.State, Path(fileId), cancel))?.Document;

    /// <summary>Records how far an arrival has come unless it is done: false, and nothing is written, once it is published or refused.</summary>
    public Task<bool> TryRecord(string fileId, Func<LedgerEntry?, LedgerEntry> next, CancellationToken cancel) =>
        TryRecord(fileId, found => Task.FromResult(next(found)), cancel);

    /// <summary>Records that an arrival is done.</summary>
    /// <param name="ifHeld">Done before, where it was ever held; again, where it is held meanwhile.</param>
    public Task RecordDone(string fileId, ArrivalStatus status, DateTimeOffset now, Func<Task> ifHeld, CancellationToken cancel) =>
        TryRecord(fileId, async found =>
        {
            if (found is { Stalls: > 0 }) await ifHeld();
            return new LedgerEntry { FileId = fileId, Status = status, Touched = now };
        }, cancel);

    async Task<bool> TryRecord(string fileId, Func<LedgerEntry?, Task<LedgerEntry>> next, CancellationToken cancel)
    {
        while (true)
        {
            var held = await store.Find<LedgerEntry>(Containers.State, Path(fileId), cancel);
            if (held?.Document is { IsDone: true }) return false;
            if (await store.TryWrite(Containers.State, Path(fileId), await next(held?.Document), held?.Tag, cancel)) return true;
        }
    }

    static string Path(string fileId) => $"ledger/{fileId[..2]}/{fileId}.json";
}
