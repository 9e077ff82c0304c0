using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>What a landed file turned out to hold: its parts in order, and what is wrong with it as a whole.</summary>
/// <param name="Format">csv, excel, json, fhir or xml; what it was packed in comes first (zip+csv). For a file that cannot be read, what it is instead.</param>
/// <param name="Encoding">Of its text; null where the format has none of its own.</param>
public sealed record Source(string Format, string? Encoding, IReadOnlyList<Part> Parts, IReadOnlyList<FileDefect> Defects)
{
    /// <summary>Every table whose header was found, where the file is refused for one of them.</summary>
    public IReadOnlyList<Part> Refused { get; init; } = [];

    /// <summary>Something about the file as a whole keeps every row of it out.</summary>
    public bool IsRefused => Defects.Any(defect => defect.Defect.Tier == Tier.File);

    /// <summary>Tells what the file is by its bytes, makes every table in it readable, and finds each one's header.</summary>
    /// <param name="scratch">Where texts may be written; the caller removes it.</param>
    public static Source Open(Feed feed, string landed, string scratch, CancellationToken cancel)
    {
        var opening = new Opening(feed, scratch, new Unpacked(new FileInfo(landed).Length), cancel);
        var (kind, refusal) = Sniff.Of(landed);
        IReadOnlyList<SourceText> texts;
        try
        {
            texts = opening.Texts(kind, refusal, landed);
        }
        catch (UnreadableException unreadable)
        {
            return new Source(unreadable.Defect.Format ?? (kind == FileKind.Other ? unreadable.Defect.Found ?? "unknown" : Word(kind)), null, [], [.. opening.Defects, unreadable.Defect]);
        }
        var (parts, found) = opening.Parts(texts);
        var format = string.Join('+', texts.Select(text => text.Format).Distinct().Order(StringComparer.Ordinal));
        var encodings = texts.Where(text => text.Dates is null).Select(text => text.Encoding).Distinct().ToList();
        return new Source(kind is FileKind.Zip or FileKind.Gzip ? $"{Word(kind)}+{format}" : format, encodings.Count == 0 ? null : string.Join('+', encodings), parts, [.. opening.Defects, .. found]) { Refused = [.. parts, .. opening.Refused.Select((part, at) => part with { Number = parts.Count + at + 1 })] };
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

/// <summary>One table of rows within a landed file: the whole of a CSV, a sheet of a workbook, a file of an archive.</summary>
/// <param name="Number">Counted from 1, in the order of the file.</param>
public sealed record Part(int Number, SourceText Text, Header Header)
{
    /// <summary>What the sender calls it, or its number.</summary>
    public string Title => Text.Name ?? Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A defect of the file as a whole or of a header: what, on which line, about which column of the contract, and what was found in words that hold no value of a row.</summary>
public sealed record FileDefect(Defect Defect, int Line, string? Column, string? Found = null)
{
    /// <summary>What the file is, where what was found in it is something else.</summary>
    public string? Format { get; init; }

    /// <summary>What to do about it: the defect's own advice, where the kind of file asks for no other.</summary>
    public string Advice { get => field ?? Defect.Advice; init; }

    /// <summary>Which part of the file; 1 where the whole is meant.</summary>
    public int Part { get; init; } = 1;

    /// <summary>What <see cref="Line"/> counts.</summary>
    public string Counts { get; init; } = "line";
}
