using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>What a landed file turned out to hold: its parts in order, and what is wrong with it as a whole.</summary>
/// <param name="Format">csv, excel, json, fhir or xml; what it was packed in comes first (zip+csv). For a file that cannot be read, what it is instead.</param>
/// <param name="Encoding">Of its text; null where the format has none of its own.</param>
public sealed record Source(string Format, string? Encoding, IReadOnlyList<Part> Parts, IReadOnlyList<FileDefect> Defects)
{
    /// <summary>Something about the file as a whole keeps every row of it out.</summary>
    public bool IsRefused => Defects.Any(defect => defect.Defect.Tier == Tier.File);

    /// <summary>Tells what the file is by its bytes, makes every table in it readable, and finds each one's header.</summary>
    /// <param name="scratch">Where texts may be written; the caller removes it.</param>
    public static Source Open(Feed feed, string landed, string scratch, CancellationToken cancel)
    {
        var defects = new List<FileDefect>();
        var texts = Texts(feed, landed, scratch, defects, cancel);
        var parts = new List<Part>();
        foreach (var text in texts)
        {
            var (header, found) = HeaderSearch.Find(feed, text);
            defects.AddRange(found.Select(defect => defect with { Part = parts.Count + 1 }));
            if (header is not null) parts.Add(new Part(parts.Count + 1, text, header));
        }
        return texts.Count > 0 ? new Source(texts[0].Format, texts[0].Encoding, parts, defects)
            : new Source(defects[0].Format ?? defects[0].Found ?? "unknown", null, [], defects);
    }

    /// <summary>The tables of rows in the file, made readable. None where it cannot be read: then a defect says why.</summary>
    static IReadOnlyList<SourceText> Texts(Feed feed, string landed, string scratch, List<FileDefect> defects, CancellationToken cancel)
    {
        var (kind, refusal) = Sniff.Of(landed);
        if (FormatOf(kind) is { } format && NotAgreed(feed, format) is { } defect)
        {
            defects.Add(defect);
            return [];
        }
        switch (kind)
        {
            case FileKind.Text:
                return [SourceText.Open(landed, scratch, cancel)];
            case FileKind.Json or FileKind.NdJson:
                return Taken(Json(feed, landed, scratch, cancel), defects);
            case FileKind.Xml:
                return Taken(XmlFile.Transcribe(feed, landed, scratch, cancel), defects);
            case FileKind.Xlsx or FileKind.Xls:
                refusal = new FileDefect(Domain.Defects.FileFormat, 0, null, "an Excel workbook");
                break;
            case FileKind.Zip or FileKind.Gzip:
                refusal = new FileDefect(Domain.Defects.FileFormat, 0, null, "an archive");
                break;
            case FileKind.Other:
                break;
            default:
                throw new InvalidOperationException($"No way to read a file of kind {kind}.");
        }
        defects.Add(refusal!);
        return [];
    }

    /// <summary>FHIR is JSON that says what it is.</summary>
    static (SourceText?, FileDefect?) Json(Feed feed, string landed, string scratch, CancellationToken cancel)
    {
        var text = SourceText.Open(landed, scratch, cancel);
        var isFhir = FhirFile.Is(text.Path, cancel);
        var format = isFhir ? "fhir" : "json";
        if (NotAgreed(feed, format) is { } defect) return (null, defect);
        var (records, refused) = isFhir ? FhirFile.Transcribe(feed, text, scratch, cancel) : JsonFile.Transcribe(feed, text, scratch, cancel);
        return (records, refused is null ? null : refused with { Format = format });
    }

    static IReadOnlyList<SourceText> Taken((SourceText? Text, FileDefect? Refused) read, List<FileDefect> defects)
    {
        if (read.Refused is { } refused) defects.Add(refused);
        return read.Text is { } text ? [text] : [];
    }

    /// <summary>Null for JSON, which may yet be FHIR, and for what may hold any format.</summary>
    static string? FormatOf(FileKind kind) => kind switch
    {
        FileKind.Text => "csv",
        FileKind.Xml => "xml",
        FileKind.Xlsx or FileKind.Xls => "excel",
        _ => null,
    };

    static FileDefect? NotAgreed(Feed feed, string format) => feed.Contract.Formats.Contains(format) ? null
        : new FileDefect(Domain.Defects.FileFormatNotAgreed, 0, null, $"{format}; agreed for this feed: {string.Join(", ", feed.Contract.Formats)}") { Format = format };
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

    /// <summary>Which part of the file; 1 where the whole is meant.</summary>
    public int Part { get; init; } = 1;
}
