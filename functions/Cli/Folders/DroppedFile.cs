using System.Globalization;
using System.Security.Cryptography;
using FrontDoor.Stages;
using NodaTime;

namespace FrontDoor.Cli;

/// <summary>One file found below DIR/agency/sender/feed/, with the moment it counts as received.</summary>
sealed record DroppedFile(LandingPath Landing, string Path, Instant ReceivedAt, ReceivedBasis Basis)
{
    /// <summary>Reads the content once: an arrival on folders is its path, its modified time and its SHA-256.</summary>
    public async Task<LandedFile> Land(CancellationToken cancel)
    {
        await using var content = new FileStream(Path, new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Read,
            Share = FileShare.Read,
            BufferSize = 1 << 20,
            Options = FileOptions.SequentialScan | FileOptions.Asynchronous,
        });
        var modified = File.GetLastWriteTimeUtc(content.SafeFileHandle);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
        var version = $"{modified.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)}/{hash}";
        return new LandedFile(Landing.Agency, Landing.Sender, Landing.Feed, Landing.Name, version, Path, ReceivedAt, Basis);
    }
}
