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
        if (new FileInfo(landed).Length == 0) return Refused("unknown", new FileDefect(Domain.Defects.FileEmpty, 0, null));
        if (Sniff.NotText(landed) is { } other) return Refused(other, new FileDefect(Domain.Defects.FileFormat, 0, null, other));
        var defects = new List<FileDefect>();
        IReadOnlyList<SourceText> texts = [SourceText.Open(landed, scratch, cancel)];
        var parts = new List<Part>();
        foreach (var text in texts)
        {
            var (header, found) = HeaderSearch.Find(feed, text);
            defects.AddRange(found.Select(defect => defect with { Part = parts.Count + 1 }));
            if (header is not null) parts.Add(new Part(parts.Count + 1, text, header));
        }
        return new Source(texts[0].Format, texts[0].Encoding, parts, defects);
    }

    static Source Refused(string format, FileDefect defect) => new(format, null, [], [defect]);
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
    /// <summary>Which part of the file; 1 where the whole is meant.</summary>
    public int Part { get; init; } = 1;
}
