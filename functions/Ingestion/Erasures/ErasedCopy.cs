using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Dates;
using FrontDoor.Formats.Detection;
using FrontDoor.Formats.Erasing;
using FrontDoor.Formats.Rows;
using FrontDoor.Ingestion.Validation;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.State;

namespace FrontDoor.Ingestion.Erasures;

/// <summary>Looks for a child in a file as it came, and writes the file without the child, if every other row stays what and where it
/// was.</summary>
public sealed class ErasedCopy(Contracts contracts, Pseudonyms keys, PipelineOptions options, ErasureTerms terms)
{
    readonly ErasedText _text = new(terms);

    /// <param name="file">With the time of its receipt, which says by which contract it is read.</param>
    public ErasedLook Look(LandedFile file, CancellationToken cancel)
    {
        var (feed, sender, refusal) = new AuthoriseSender(contracts).Of(file);
        if (feed is null || sender is null || refusal is not null) return LookAtText(file, "unread");
        using var scratch = Scratch.Open(options.Scratch);
        var source = SourceFile.Open(feed, file.LocalPath, scratch.Folder, cancel);
        return source.IsRefused ? LookAtText(file, source.Format) : LookAtRows(file, feed, sender, source, scratch.Folder, cancel);
    }

    ErasedLook LookAtRows(LandedFile file, Feed feed, Sender sender, SourceFile source, string scratch, CancellationToken cancel)
    {
        var dates = new FileDates(feed, source.Parts, London.DayOf(file.ReceivedAt));
        if (file.Erased?.Dates is { } kept) dates.Take(kept);
        else dates.Count(cancel);
        var (found, others) = Rows(file, feed, sender, source, dates, cancel);
        if (found.Count == 0) return new ErasedLook([], others, source.Format, null) { IsRead = true };
        var places = new ErasedPlaces(found.Where(place => place.IsLine).Select(place => place.Line).ToHashSet(),
            found.Where(place => !place.IsLine).GroupBy(place => place.Line).ToDictionary(line => line.Key,
                line => (IReadOnlySet<int>)line.Select(place => place.Group).ToHashSet()));
        var content = BlankedRecords.Of(feed, source, file.LocalPath, places, scratch, cancel);
        if (content is not null && !IsSameBesides(feed, source, content, places, scratch, cancel)) content = null;
        return new ErasedLook(found, others, source.Format, content)
        {
            IsRead = true,
            Dates = dates.Kept,
            Proofs = dates.Proved(file.ReceivedAt.ToDateTimeOffset()),
        };
    }

    (List<ErasedPlace> Found, int Others) Rows(LandedFile file, Feed feed, Sender sender, SourceFile source, FileDates dates,
        CancellationToken cancel)
    {
        var (found, others, shared) = (new List<ErasedPlace>(), 0, new HashSet<(int, int)>());
        var match = new ErasedRows(feed, $"{file.Agency}/{file.Sender}", terms);
        using var validate = new RowValidator(feed, sender, keys, options, file.ReceivedAt, dates);
        using var rows = new RowReader(feed, source.Parts);
        var (row, record) = (new Row(feed), new ValidatedRecord(feed));
        while (rows.Next(row) is { } kind)
        {
            cancel.ThrowIfCancellationRequested();
            if (kind is not (RecordKind.Row or RecordKind.Unsplit)) continue;
            var isChilds = kind == RecordKind.Unsplit ? _text.IsChilds(rows.OriginalLine(), $"{file.Agency}/{file.Sender}")
                : IsChilds(match, validate, row, record);
            if (isChilds) found.Add(new ErasedPlace(row.Part!.Number, row.Line, row.Group, true));
            else
            {
                others++;
                shared.Add((row.Part!.Number, row.Line));
            }
        }
        return ([.. found.Select(place => place with { IsLine = !shared.Contains((place.Part, place.Line)) })], others);
    }

    static bool IsChilds(ErasedRows match, RowValidator validate, Row row, ValidatedRecord record)
    {
        validate.TakeDates(row);
        var isKept = validate.Run(row, record);
        return match.IsChilds(row, record, isKept);
    }

    /// <summary>Reads both: every row of another child has the same place, cells and notes, and no row of this child is left.</summary>
    static bool IsSameBesides(Feed feed, SourceFile source, byte[] content, ErasedPlaces places, string scratch, CancellationToken cancel)
    {
        var written = Path.Combine(scratch, Path.GetRandomFileName());
        File.WriteAllBytes(written, content);
        var after = SourceFile.Open(feed, written, scratch, cancel);
        if (after.IsRefused || after.Parts.Count != 1) return false;
        using var old = new RowReader(feed, source.Parts);
        using var now = new RowReader(feed, after.Parts);
        var (one, other) = (new Row(feed), new Row(feed));
        var (was, isNow) = (NextOther(old, one, places), NextOther(now, other, null));
        while (was is not null && was == isNow && one.Line == other.Line && one.Group == other.Group
            && (was != RecordKind.Row || one.Content.SequenceEqual(other.Content) && one.Notes.SequenceEqual(other.Notes)
                && IsNotedAlike(feed, one, other)))
        {
            cancel.ThrowIfCancellationRequested();
            (was, isNow) = (NextOther(old, one, places), NextOther(now, other, null));
        }
        return was is null && isNow is null;
    }

    static bool IsNotedAlike(Feed feed, Row one, Row other) =>
        Enumerable.Range(0, feed.Columns.Count).All(place => one.NoteOf(place) == other.NoteOf(place));

    /// <summary>The next record that is neither blank nor at one of these places.</summary>
    static RecordKind? NextOther(RowReader rows, Row row, ErasedPlaces? places)
    {
        while (rows.Next(row) is { } kind)
        {
            var isChilds = places is not null && (places.Lines.Contains(row.Line)
                || places.Children.TryGetValue(row.Line, out var children) && children.Contains(row.Group));
            if (kind != RecordKind.Blank && !isChilds) return kind;
        }
        return null;
    }

    ErasedLook LookAtText(LandedFile file, string format)
    {
        var content = File.ReadAllBytes(file.LocalPath);
        if (_text.Lines(content) is not var (childs, others, encoding, text))
            return new ErasedLook(_text.IsIn(content, byLine: true) ? [new ErasedPlace(1, 0, 0, true)] : [], -1, format, null);
        if (childs.Count == 0) return new ErasedLook([], others, format, null);
        var (blanked, from) = (new StringBuilder(), 0);
        foreach (var (start, end) in childs)
        {
            var ends = string.Concat(text[start..end].Where(letter => letter is '\r' or '\n'));
            var blanks = (encoding.GetByteCount(text[start..end]) - encoding.GetByteCount(ends)) / encoding.GetByteCount(" ");
            blanked.Append(text, from, start - from).Append(' ', blanks).Append(ends); // as long as it was
            from = end;
        }
        blanked.Append(text, from, text.Length - from);
        return new ErasedLook([.. childs.Select(line => new ErasedPlace(1, 1 + text.AsSpan(0, line.Start).Count('\n'), 0, true))], others,
            format, encoding.GetBytes(blanked.ToString()));
    }
}

/// <summary>What was found of a child in one file as it came.</summary>
/// <param name="Places">Its rows.</param>
/// <param name="Others">How many rows are other children's; -1 if that cannot be known.</param>
/// <param name="Content">The file without the child; null if it has none, or cannot be written so.</param>
public sealed record ErasedLook(IReadOnlyList<ErasedPlace> Places, int Others, string Format, byte[]? Content)
{
    public bool HasChild => Places.Count > 0;

    /// <summary>Its rows were read by the contract of its feed.</summary>
    public bool IsRead { get; init; }

    /// <summary>How it writes its dates, the child's among them.</summary>
    public FileDateCounts? Dates { get; init; }
    public IReadOnlyList<DateProof> Proofs { get; init; } = [];
}

/// <summary>The place of a row of the child.</summary>
/// <param name="Group">Which child of its line; 0 where a line is about one.</param>
/// <param name="IsLine">Whether all of the line is the child's.</param>
public sealed record ErasedPlace(int Part, int Line, int Group, bool IsLine);
