using System.Globalization;
using System.Security.Cryptography;
using FrontDoor.Storage.Arrivals;
using Microsoft.Win32.SafeHandles;
using NodaTime;

namespace FrontDoor.Cli.Folders;

/// <summary>A file found below DIR/agency/sender/feed/, with its receipt time.</summary>
sealed record DroppedFile(LandingPath Landing, string Path, Instant ReceivedAt, ReceivedBasis Basis)
{
    const int BlockSize = 1 << 18; // stays in the processor's cache between reading and hashing

    /// <summary>Reads the content once: on folders an arrival is its path, its modified time and its SHA-256.</summary>
    public LandedFile Land(CancellationToken cancel)
    {
        using var content = File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
        var modified = File.GetLastWriteTimeUtc(content);
        var hash = Hash(content, cancel);
        var version = $"{modified.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)}/{hash}";
        return new LandedFile(Landing.Agency, Landing.Sender, Landing.Feed, Landing.Name, version, Path, ReceivedAt, Basis)
        {
            Sha256 = hash
        };
    }

    static string Hash(SafeFileHandle content, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[BlockSize];
        long at = 0;
        for (int read; (read = RandomAccess.Read(content, block, at)) > 0; at += read)
        {
            cancel.ThrowIfCancellationRequested();
            hash.AppendData(block, 0, read);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
