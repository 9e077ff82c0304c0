using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Formats.Detection;

/// <summary>The opening of one landed file: every table of rows in it made readable, and each one's header found.</summary>
sealed class FileOpener(Feed feed, string scratch, Unpacked unpacked, CancellationToken cancel)
{
    readonly List<FileDefect> _defects = [];

    /// <summary>What is worth telling of the file as a whole, though it may be taken.</summary>
    public IReadOnlyList<FileDefect> Defects => _defects;

    /// <summary>The texts of a file.</summary>
    /// <param name="name">Of the file in an archive; null for the landed file itself.</param>
    /// <exception cref="UnreadableException">It cannot be taken.</exception>
    public IReadOnlyList<SourceText> Texts(Sniffed sniffed, FileStart start, string? name = null)
    {
        var format = sniffed.Format ?? throw new UnreadableException(sniffed.Refusal!);
        var reading = new FileReading(feed, start)
        {
            Name = name,
            Scratch = scratch,
            Unpacked = unpacked,
            Defects = _defects,
            Entry = Entry,
            Cancel = cancel,
        };
        if (format.IsArchive) return format.Read(reading);
        if (!feed.Contract.Formats.Contains(format.Name)) throw new UnreadableException(NotAgreed(format));
        try
        {
            return [.. format.Read(reading).Select(text => text with { Format = format.Name, Name = text.Name ?? name })];
        }
        catch (UnreadableException unreadable)
        {
            throw new UnreadableException(unreadable.Defect with { Format = format.Name });
        }
    }

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

    FileDefect NotAgreed(IFileFormat format) => new(Domain.Feeds.Defects.FileFormatNotAgreed, 0, null,
        $"{format.Words}; agreed for this feed: {string.Join(", ", feed.Contract.Formats.Select(FileFormats.Words))}")
    { Format = format.Name };

    /// <summary>A file within an archive: anything but another archive.</summary>
    IReadOnlyList<SourceText> Entry(string path, string? name)
    {
        var start = new FileStart(path, scratch, cancel);
        var sniffed = Sniff.Of(start);
        if (sniffed.Format is { IsArchive: true })
            throw new UnreadableException(Domain.Feeds.Defects.FileArchive, "an archive within an archive");
        return Texts(sniffed, start, name);
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
