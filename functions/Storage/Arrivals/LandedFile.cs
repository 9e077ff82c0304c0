using NodaTime;

namespace FrontDoor.Storage.Arrivals;

/// <summary>How the moment of receipt was learned; recorded with every file.</summary>
public enum ReceivedBasis
{
    /// <summary>Last-Modified of the blob version read.</summary>
    Blob,
    /// <summary>The moment a watched folder first showed the file.</summary>
    Seen,
    /// <summary>The file's own modified time: the weakest basis.</summary>
    Mtime,
    /// <summary>Told by the operator (a backfill).</summary>
    Given,
}

/// <summary>A file an agency dropped, at hand as a local file: who sent it, for which feed, and when it was received.</summary>
/// <param name="Name">The file's own name below sender/feed/, as dropped; may hold a child's name, so never logged.</param>
/// <param name="Version">What tells this version of the file from another of the same name: the blob's ETag, or modified time and content
/// hash on folders.</param>
public sealed record LandedFile(
    string Agency, string Sender, string Feed, string Name, string Version, string LocalPath, Instant ReceivedAt, ReceivedBasis Basis)
{
    /// <summary>SHA-256 of the bytes in hex, taken while they were first read; null when the surroundings did not.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The path below the agency's landing container, as dropped: mostly sender/feed/name.</summary>
    public string Path => new LandingPath(Agency, Sender, Feed, Name).Path;
}

/// <summary>Where in an agency's landing container a file lies: <c>{sender}/{feed}/{any name}</c>.</summary>
public readonly record struct LandingPath(string Agency, string Sender, string Feed, string Name)
{
    /// <summary>Stands for sender and feed where the path names none; no sender may be registered under it.</summary>
    public const string Unregistered = Domain.Feeds.Sender.Unregistered;

    /// <summary>The path below the agency's landing container, as dropped.</summary>
    public string Path => Sender == Unregistered ? Name : $"{Sender}/{Feed}/{Name}";

    /// <summary>Where any path lies: one that is not sender/feed/name is an unregistered sender's, whole path as the name, and will be
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
