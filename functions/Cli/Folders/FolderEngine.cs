using FrontDoor.Stages;

namespace FrontDoor.Cli;

/// <summary>The pipeline on a folder: store, key, contracts and delivery put together.</summary>
sealed class FolderEngine : IDisposable
{
    readonly Ingest? _ingest;

    FolderEngine(Ingest? ingest) => _ingest = ingest;

    // The folder store is being built beside this; until it is here, no file can be taken.
    public static FolderEngine Open(string root) => Directory.Exists(root) || root.Length > 0 ? new FolderEngine(null) : throw new ArgumentException(root);

    public async Task<IngestResult> Take(DroppedFile file, CancellationToken cancel)
    {
        var landed = await file.Land(cancel);
        return _ingest is null
            ? throw new Complaint("no engine is built in yet", "the folder store", "pull the newest sources")
            : await _ingest.Run(landed, cancel);
    }

    public void Dispose()
    {
    }
}
