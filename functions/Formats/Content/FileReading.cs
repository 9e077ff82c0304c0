using FrontDoor.Domain.Feeds;

namespace FrontDoor.Formats.Content;

/// <summary>A file that is about to be read, and what its format needs for that.</summary>
sealed record FileReading(Feed Feed, FileStart Start)
{
    /// <summary>Of the file in an archive; null for the landed file itself.</summary>
    public string? Name { get; init; }

    /// <summary>Where texts may be written.</summary>
    public required string Scratch { get; init; }
    public required Unpacked Unpacked { get; init; }

    /// <summary>What is worth saying of the file as a whole, though it may be taken.</summary>
    public required List<FileDefect> Defects { get; init; }

    /// <summary>Reads a file of an archive: where it was unpacked, and its name.</summary>
    public required Func<string, string?, IReadOnlyList<SourceText>> Entry { get; init; }
    public CancellationToken Cancel { get; init; }
    public string Path => Start.Path;
}
