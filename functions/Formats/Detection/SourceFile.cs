using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Formats.Detection;

/// <summary>What a landed file turned out to hold: its parts in order, and what is wrong with it as a whole.</summary>
/// <param name="Format">The name of its format; what it was packed in comes first (zip+csv). For a file that cannot be read, what it is
/// instead.</param>
/// <param name="Encoding">Of its text; null where the format has none of its own.</param>
public sealed record SourceFile(string Format, string? Encoding, IReadOnlyList<FilePart> Parts, IReadOnlyList<FileDefect> Defects)
{
    /// <summary>Every table whose header was found, where the file is refused for one of them.</summary>
    public IReadOnlyList<FilePart> Refused { get; init; } = [];

    /// <summary>Something about the file as a whole keeps every row of it out.</summary>
    public bool IsRefused => Defects.Any(defect => defect.Defect.Tier == Tier.File);

    /// <summary>Tells what the file is by its bytes, makes every table in it readable, and finds each one's header.</summary>
    /// <param name="scratch">Where texts may be written; the caller removes it.</param>
    public static SourceFile Open(Feed feed, string landed, string scratch, CancellationToken cancel)
    {
        var opening = new FileOpener(feed, scratch, new Unpacked(new FileInfo(landed).Length), cancel);
        var start = new FileStart(landed, scratch, cancel);
        var sniffed = Sniff.Of(start);
        IReadOnlyList<SourceText> texts;
        try
        {
            texts = opening.Texts(sniffed, start);
        }
        catch (UnreadableException unreadable)
        {
            return new SourceFile(unreadable.Defect.Format ?? sniffed.Format?.Name ?? unreadable.Defect.Found ?? "unknown",
                null, [], [.. opening.Defects, unreadable.Defect]);
        }
        var (parts, found) = opening.Parts(texts);
        var format = string.Join('+', texts.Select(text => text.Format).Distinct().Order(StringComparer.Ordinal));
        var encodings = texts.Where(text => text.Dates is null).Select(text => text.Encoding).Distinct().ToList();
        if (sniffed.Format is { IsArchive: true } archive) format = $"{archive.Name}+{format}";
        var encoding = encodings.Count == 0 ? null : string.Join('+', encodings);
        return new SourceFile(format, encoding, parts, [.. opening.Defects, .. found])
        {
            Refused = [.. parts,
                .. opening.Refused.Select((part, at) => part with { Number = parts.Count + at + 1 })]
        };
    }
}
