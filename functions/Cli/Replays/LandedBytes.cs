using FrontDoor.Cli.Folders;
using FrontDoor.Ingestion.Replays;

namespace FrontDoor.Cli.Replays;

/// <summary>Finds the bytes of accepted files in the folder that was ingested: the only place that has them.</summary>
sealed class LandedBytes
{
    readonly ILookup<string, DroppedFile> _dropped;

    /// <param name="folder">Null if none is given: then nothing is found.</param>
    public LandedBytes(DirectoryInfo? folder) =>
        _dropped = (folder is null ? [] : LandingFolder.Walk(folder.FullName, null).Files).ToLookup(file => $"{file.Landing}");

    /// <summary>The file with its place, its size and its content, and the hash of that; null if it is not there.</summary>
    public (string Path, string? Sha256)? Find(JudgedFile file, FolderEngine engine, CancellationToken cancel)
    {
        foreach (var dropped in _dropped[$"{new Storage.Arrivals.LandingPath(file.Agency, file.Sender, file.Feed, file.Name)}"])
        {
            if (new FileInfo(dropped.Path).Length != file.Bytes) continue;
            var landed = dropped.Land(cancel);
            if (landed.Sha256 == file.Sha256 || file.Sha256 is null && engine.FileId(landed) == file.FileId)
                return (dropped.Path, landed.Sha256);
        }
        return null;
    }
}
