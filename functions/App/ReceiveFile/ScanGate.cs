using FrontDoor.App.Hosting;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;
using Microsoft.Extensions.Options;

namespace FrontDoor.App.ReceiveFile;

/// <summary>Lets a file in only after its scan for malware, where one is required. Without a result it waits in landing, however long:
/// RecoverFiles asks again, and an alert rule tells operators of what waits.</summary>
sealed class ScanGate(IStore store, IOptions<AppOptions> options, TimeProvider clock)
{
    readonly ScanResults _results = new(store);

    /// <param name="message">Of this file: that it was created, or what its scan found.</param>
    public async Task<ScanState> Ask(string fileId, BlobCreated message, CancellationToken cancel)
    {
        if (!options.Value.RequireMalwareScan) return ScanState.Passed;
        var result = message.HasMalware is { } hasMalware
            ? await _results.Keep(new() { FileId = fileId, HasMalware = hasMalware, FoundAt = clock.GetUtcNow() }, cancel)
            : await _results.Find(fileId, cancel);
        return result is null ? ScanState.Waits : result.HasMalware ? ScanState.HasMalware : ScanState.Passed;
    }
}

/// <summary>How far the malware scan of a file has come.</summary>
enum ScanState
{
    /// <summary>Nothing was found, or no scan is required.</summary>
    Passed,
    /// <summary>No result yet.</summary>
    Waits,
    HasMalware,
}
