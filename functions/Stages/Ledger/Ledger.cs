using System.Text.Json;

namespace FrontDoor.Stages;

/// <summary>One entry an arrival, in <c>state/ledger</c>: what Sweep looks at to find files that were lost or got stuck.</summary>
public sealed class Ledger(IStore store)
{
    public async Task<LedgerEntry?> Find(string fileId, CancellationToken cancel)
    {
        var held = await store.Read(Containers.State, Path(fileId), cancel);
        return held is null ? null : JsonSerializer.Deserialize(held.Content.Span, Json.Default.LedgerEntry);
    }

    /// <summary>Records how far an arrival has come unless it is done: false, and nothing is written, once it is published or refused.</summary>
    public async Task<bool> TryRecord(string fileId, Func<LedgerEntry?, LedgerEntry> next, CancellationToken cancel)
    {
        while (true)
        {
            var held = await store.Read(Containers.State, Path(fileId), cancel);
            var entry = held is null ? null : JsonSerializer.Deserialize(held.Content.Span, Json.Default.LedgerEntry);
            if (entry is { Status: ArrivalStatus.Published or ArrivalStatus.Refused }) return false;
            var content = JsonSerializer.SerializeToUtf8Bytes(next(entry), Json.Default.LedgerEntry);
            if (await store.TryWrite(Containers.State, Path(fileId), content, held?.Tag, cancel)) return true;
        }
    }

    public Task Record(LedgerEntry entry, CancellationToken cancel) =>
        store.Write(Containers.State, Path(entry.FileId), JsonSerializer.SerializeToUtf8Bytes(entry, Json.Default.LedgerEntry), cancel);

    static string Path(string fileId) => $"ledger/{fileId[..2]}/{fileId}.json";
}
