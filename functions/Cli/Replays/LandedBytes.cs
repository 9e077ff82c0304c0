using FrontDoor.Cli.Folders;
using FrontDoor.Ingestion.Replays;
using FrontDoor.Storage.Arrivals;

namespace FrontDoor.Cli.Replays;

/// <summary>Finds the bytes of accepted files in the folder that was ingested: the only place that has them.</summary>
sealed class LandedBytes
{
    readonly ILookup<string, DroppedFile> _dropped;

    /// <param name="folder">Null if none is given: then nothing is found.</param>
    public LandedBytes(DirectoryInfo? folder) =>
        _dropped = (folder is null ? [] : LandingFolder.Walk(folder.FullName, null).Files).ToLookup(file => $"{file.Landing}");

    /// <summary>The file with its place, its size and its content, its hash, and the arrival that it stands for since a child was erased
    /// from it; null if it is not there.</summary>
    public async Task<(string Path, string? Sha256, ErasedFile? Erased)?> Find(JudgedFile file, FolderEngine engine,
        CancellationToken cancel)
    {
        foreach (var dropped in _dropped[$"{new LandingPath(file.Agency, file.Sender, file.Feed, file.Name)}"])
        {
            if (new FileInfo(dropped.Path).Length != file.Bytes) continue;
            var landed = await engine.Known(dropped.Land(cancel), cancel);
            if (landed.Sha256 == file.Sha256 || file.Sha256 is null && engine.FileId(landed) == file.FileId)
                return (dropped.Path, landed.Sha256, landed.Erased);
        }
        return null;
    }
}
