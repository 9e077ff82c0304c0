using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Archives;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Csv;
using FrontDoor.Formats.Excel;
using FrontDoor.Formats.Fhir;
using FrontDoor.Formats.Json;
using FrontDoor.Formats.Rows;
using FrontDoor.Formats.Xml;

namespace FrontDoor.Formats.Detection;

/// <summary>The opening of one landed file: every table of rows in it made readable, and each one's header found.</summary>
sealed class FileOpener(Feed feed, string scratch, Unpacked unpacked, CancellationToken cancel)
{
    readonly List<FileDefect> _defects = [];

    /// <summary>What is worth telling of the file as a whole, though it may be taken.</summary>
    public IReadOnlyList<FileDefect> Defects => _defects;

    /// <summary>The texts of a file of this kind.</summary>
    /// <param name="name">Of the file in an archive; null for the landed file itself.</param>
    /// <exception cref="UnreadableException">It cannot be taken.</exception>
    public IReadOnlyList<SourceText> Texts(FileKind kind, FileDefect? refusal, string path, string? name = null) => kind switch
    {
        FileKind.Text => [Agreed(
            "csv", () => QuoteMarks.Mended(SourceText.Open(path, scratch, cancel), scratch, cancel) with { Name = name })],
        FileKind.Json or FileKind.NdJson => [Json(path) with { Name = name }],
        FileKind.Xml => [Taken("xml", () => XmlFile.Transcribe(feed, path, scratch, _defects, cancel)) with { Name = name }],
        FileKind.Xlsx or FileKind.Xls => Agreed("excel", () => Workbook.Transcribe(kind, path, name, scratch, unpacked, _defects, cancel)),
        FileKind.Zip => [.. Archive.Unzip(path, scratch, unpacked, _defects, cancel)
            .SelectMany(file => Archive.Named(file.Name, () => Unpacked(file.Path, file.Name)))],
        FileKind.Gzip => Unpacked(Gzip.Unpack(path, scratch, unpacked, _defects, cancel), name),
        FileKind.Other => throw new UnreadableException(refusal!),
        _ => throw new InvalidOperationException($"No way to read a file of kind {kind}."),
    };

    /// <summary>Tables whose header was found, and refuses the file: their rows are looked at for what to say of them, and not
    /// taken.</summary>
    public List<FilePart> Refused { get; } = [];

    /// <summary>Of each text its header. A sheet that has none is passed over where another of its workbook has one; any other text without
    /// refuses the file, an archive's readme too: who knows what else it holds.</summary>
    public (IReadOnlyList<FilePart> Parts, IReadOnlyList<FileDefect> Defects) Parts(IReadOnlyList<SourceText> texts)
    {
        var parts = new List<FilePart>();
        var defects = new List<FileDefect>();
        var found = texts.Select(text => (Text: text, Search: HeaderSearch.Find(feed, text))).ToList();
        foreach (var (text, (header, wrong)) in found)
        {
            var isTaken = IsTaken((header, wrong));
            if (isTaken) parts.Add(new FilePart(parts.Count + 1, text, header!));
            else if (header is not null) Refused.Add(new FilePart(Refused.Count + 1, text, header));
            var isAside = !isTaken && IsAnotherTable(wrong);
            if (isAside && text.Workbook is not null
                && found.Exists(other => IsTaken(other.Search) && other.Text.Workbook == text.Workbook))
                defects.Add(new FileDefect(Domain.Feeds.Defects.SheetSkipped, 0, null, $"'{text.Name}'"));
            else if (isAside && text is { Workbook: null, Name: not null } && found.Exists(other => IsTaken(other.Search)))
                defects.Add(new FileDefect(Domain.Feeds.Defects.EntryForeign, 0, null, $"'{text.Name}'"));
            else
                defects.AddRange(wrong.Select(defect => Place(defect, text, Math.Max(1, parts.Count))));
        }
        return (parts, defects);
    }

    static bool IsTaken((Header? Header, IReadOnlyList<FileDefect> Defects) search) =>
        search.Header is not null && !search.Defects.Any(defect => defect.Defect.Tier == Tier.File);

    /// <summary>FHIR is JSON that says what it is.</summary>
    SourceText Json(string path)
    {
        var text = ByteOrderMark.Blanked(SourceText.Open(path, scratch, cancel), scratch, cancel);
        return FhirFile.Is(text.Path, cancel)
            ? Taken("fhir", () => FhirFile.Transcribe(feed, text, scratch, _defects, cancel))
            : Taken("json", () => JsonFile.Transcribe(feed, text, scratch, _defects, cancel));
    }

    T Agreed<T>(string format, Func<T> read) => feed.Contract.Formats.Contains(format) ? read()
        : throw new UnreadableException(
        new FileDefect(Domain.Feeds.Defects.FileFormatNotAgreed, 0, null, $"{FeedGuide.Format(format)}; agreed for this feed: "
            + $"{string.Join(", ", feed.Contract.Formats.Select(FeedGuide.Format))}")
        { Format = format });

    /// <summary>A file that says more exactly what it is than its bytes alone do: what refuses it tells of it as that.</summary>
    SourceText Taken(string format, Func<SourceText> read)
    {
        try
        {
            return Agreed(format, read);
        }
        catch (UnreadableException unreadable)
        {
            throw new UnreadableException(unreadable.Defect with { Format = format });
        }
    }

    /// <summary>A file within an archive: anything but another archive.</summary>
    IReadOnlyList<SourceText> Unpacked(string path, string? name)
    {
        var (kind, refusal) = Sniff.Of(path);
        if (kind is FileKind.Zip or FileKind.Gzip)
            throw new UnreadableException(Domain.Feeds.Defects.FileArchive, "an archive within an archive");
        return Texts(kind, refusal, path, name);
    }

    /// <summary>Neither what tells records apart nor a time to measure from: notes or a pivot beside the table, not the table with a name
    /// misspelt.</summary>
    static bool IsAnotherTable(IReadOnlyList<FileDefect> wrong) =>
        wrong.Any(defect => defect.Defect == Domain.Feeds.Defects.HeaderMissing)
        || (wrong.Any(defect => defect.Defect == Domain.Feeds.Defects.HeaderKeyMissing)
        && wrong.Any(defect => defect.Defect == Domain.Feeds.Defects.HeaderClockMissing));

    static FileDefect Place(FileDefect defect, SourceText text, int part)
    {
        var isNamed = text.Name is not null && defect.Defect.Tier == Tier.File;
        return defect with
        {
            Part = part,
            Counts = text.Counts,
            Found = !isNamed ? defect.Found : defect.Found is null ? $"in '{text.Name}'" : $"in '{text.Name}', {defect.Found}"
        };
    }
}
