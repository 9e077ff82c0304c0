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

    public Task Record(LedgerEntry entry, CancellationToken cancel) =>
        store.Write(Containers.State, Path(entry.FileId), JsonSerializer.SerializeToUtf8Bytes(entry, Json.Default.LedgerEntry), cancel);

    static string Path(string fileId) => $"ledger/{fileId[..2]}/{fileId}.json";
}
