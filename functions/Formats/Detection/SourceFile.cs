using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Formats.Detection;

/// <summary>What a landed file turned out to hold: its parts in order, and what is wrong with it as a whole.</summary>
/// <param name="Format">csv, excel, json, fhir or xml; what it was packed in comes first (zip+csv). For a file that cannot be read, what it
/// is instead.</param>
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
        var (kind, refusal) = Sniff.Of(landed);
        IReadOnlyList<SourceText> texts;
        try
        {
            texts = opening.Texts(kind, refusal, landed);
        }
        catch (UnreadableException unreadable)
        {
            return new SourceFile(unreadable.Defect.Format ?? (kind == FileKind.Other ? unreadable.Defect.Found ?? "unknown" : Word(kind)),
                null, [], [.. opening.Defects, unreadable.Defect]);
        }
        var (parts, found) = opening.Parts(texts);
        var format = string.Join('+', texts.Select(text => text.Format).Distinct().Order(StringComparer.Ordinal));
        var encodings = texts.Where(text => text.Dates is null).Select(text => text.Encoding).Distinct().ToList();
        return new SourceFile(kind is FileKind.Zip or FileKind.Gzip ? $"{Word(kind)}+{format}" : format, encodings.Count == 0 ? null
            : string.Join('+', encodings),
            parts, [.. opening.Defects, .. found])
        {
            Refused = [.. parts,
                .. opening.Refused.Select((part, at) => part with { Number = parts.Count + at + 1 })]
        };
    }

    static string Word(FileKind kind) => kind switch
    {
        FileKind.Text => "csv",
        FileKind.Json or FileKind.NdJson => "json",
        FileKind.Xml => "xml",
        FileKind.Xlsx or FileKind.Xls => "excel",
        FileKind.Zip => "zip",
        FileKind.Gzip => "gzip",
        _ => throw new InvalidOperationException($"No word for a file of kind {kind}."),
    };
}
