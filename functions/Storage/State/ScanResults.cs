using FrontDoor.Storage.Objects;

namespace FrontDoor.Storage.State;

/// <summary>Remembers what malware scans found, so that a file can be tried again without the message that told it.</summary>
public sealed class ScanResults(IDocumentStore store)
{
    /// <summary>Null while no scan has come to a result.</summary>
    public async Task<ScanResult?> Find(string fileId, CancellationToken cancel) =>
        (await store.Find<ScanResult>(Containers.State, PathOf(fileId), cancel))?.Document;

    /// <summary>Keeps the result, and returns the one that counts. Malware that was found once stays found.</summary>
    public async Task<ScanResult> Keep(ScanResult result, CancellationToken cancel)
    {
        while (true)
        {
            var found = await store.Find<ScanResult>(Containers.State, PathOf(result.FileId), cancel);
            if (found is { Document: var known } && (known.HasMalware || !result.HasMalware)) return known;
            if (await store.TryWrite(Containers.State, PathOf(result.FileId), result, found?.Tag, cancel)) return result;
        }
    }

    static string PathOf(string fileId) => $"scans/{fileId[..2]}/{fileId}.json";
}
