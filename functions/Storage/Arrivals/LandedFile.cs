using FrontDoor.Domain.Clocks;
using NodaTime;

namespace FrontDoor.Storage.Arrivals;

/// <summary>The source of a file's receipt time; recorded with every file.</summary>
public enum ReceivedBasis
{
    /// <summary>The Last-Modified time of the blob version that was read.</summary>
    Blob,
    /// <summary>The moment a watched folder first showed the file.</summary>
    Seen,
    /// <summary>The file's modified time: the weakest source.</summary>
    Mtime,
    /// <summary>Given by the operator, for a backfill.</summary>
    Given,
}

/// <summary>A file that an agency dropped, as a local file, with its sender, feed and receipt time.</summary>
/// <param name="Name">The file's own name below sender/feed/, as dropped; may hold a child's name, so never logged.</param>
/// <param name="Version">Identifies this version of the file: the blob's ETag; on folders the modified time and content hash.</param>
public sealed record LandedFile(
    string Agency, string Sender, string Feed, string Name, string Version, string LocalPath, Instant ReceivedAt, ReceivedBasis Basis)
{
    /// <summary>SHA-256 of the bytes in hex, computed while they were first read; null if the caller did not compute it.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Whether a scan found malware in it: then it is refused and never opened or copied.</summary>
    public bool HasMalware { get; init; }

    /// <summary>The judgement that this one takes the place of, if the file is judged again; null for a file that came.</summary>
    public ReplacedJudgement? Replaces { get; init; }

    /// <summary>The arrival that these bytes stand for, if a child was erased from it; null for a file that is as it came.</summary>
    public ErasedFile? Erased { get; init; }

    /// <summary>What files of the sender proved of the order of day and month that are no longer there.</summary>
    public IReadOnlyList<DateProof> Proofs { get; init; } = [];

    /// <summary>The path below the agency's landing container, as dropped; usually sender/feed/name.</summary>
    public string Path => new LandingPath(Agency, Sender, Feed, Name).Path;
}

/// <summary>A path in an agency's landing container: <c>{sender}/{feed}/{any name}</c>.</summary>
public readonly record struct LandingPath(string Agency, string Sender, string Feed, string Name)
{
    /// <summary>Replaces sender and feed if the path names none; no sender may be registered under it.</summary>
    public const string Unregistered = Domain.Feeds.Sender.Unregistered;

    /// <summary>The path below the agency's landing container, as dropped.</summary>
    public string Path => Sender == Unregistered ? Name : $"{Sender}/{Feed}/{Name}";

    /// <summary>Reads any path. One that is not sender/feed/name gets an unregistered sender and the whole path as its name; it will be
    /// refused with a receipt.</summary>
    public static LandingPath Of(string agency, string path) =>
        Parse(agency, path) is { } landed && landed.Sender != Unregistered
            ? landed
            : new LandingPath(agency, Unregistered, Unregistered, path);

    /// <summary>Reads a path below the agency's landing container. Null when it is not sender/feed/name.</summary>
    public static LandingPath? Parse(string agency, string path)
    {
        var parts = path.Split('/', 3);
        return parts is [{ Length: > 0 } sender, { Length: > 0 } feed, { Length: > 0 } name]
            ? new LandingPath(agency, sender, feed, name)
            : null;
    }
}
