using System.Text;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Csv;

namespace FrontDoor.Formats.Rows;

/// <summary>Finds the header within the first lines of a file, whatever separator it has.</summary>
public static class HeaderSearch
{
    const int LinesSearched = 20;

    /// <summary>A line of more fields is no header: no spreadsheet has so many columns.</summary>
    const int FieldsAtMost = 1 << 14;

    const string RecordsOfOthers =
        "records that have fewer than two of the feed's names, where the names of a record's fields stand for the header";

    /// <summary>The header, as far as there is one, and what is wrong with it: where a defect refuses the file, its rows are not
    /// taken.</summary>
    public static (Header? Header, IReadOnlyList<FileDefect> Defects) Find(Feed feed, SourceText text)
    {
        var names = new HeaderNames(feed);
        var best = text.Columns is { } columns
            ? new Candidate(',', 0, ["", .. columns], names.Known(["", .. columns]), [], null) { Rows = RecordPlace.First }
            : (text.IsTranscript ? [','] : FieldSeparators.All)
                .Select(separator => Best(names, text, separator))
                .MaxBy(candidate => candidate.Known)!;
        if (best.Known < 2)
            return (null, [text.Columns is null && NamesInOneCell(names, text) is { } line
                ? new FileDefect(Defects.HeaderInOneCell, line, null) : NoHeader(text)]);
        var (header, defects) = new ColumnMatch(feed, names, best.Line,
            best.Cells, (field, place) => ColumnSample.Fits(feed, text, best.Separator, best.Rows, field, place)).Result;
        header = header with
        {
            TitleLines = best.TitleLines,
            Stated = best.Stated,
            Separator = best.Separator,
            Rows = best.Rows,
            IsSpaced = best.IsSpaced
        };
        header = header with { Separator = OfRows(feed, text, header) };
        return (FirstRowAbove(feed, text, header) is { } first
            ? header with { Rows = first, TitleLines = [.. header.TitleLines.Where(line => line < first.Line)] } : header, defects);
    }

    /// <summary>Where a sheet was sorted with its header, rows stand above it: the first record there with more cells than a
    /// footer has, a key with a digit, and a date where one belongs.</summary>
    static RecordPlace? FirstRowAbove(Feed feed, SourceText text, Header header)
    {
        if (header.TitleLines.Count == 0 || header.Groups.Count > 0) return null;
        using var records = new CsvRecords(text.Path, header.Separator);
        while (records.Read() && (text.IsTranscript ? RowReader.PlaceOf(records) : records.Line) < header.Line)
        {
            if (!text.IsTranscript && records.HoldsLines() || records.FieldCount < header.Fields) continue;
            var filled = Enumerable.Range(text.IsTranscript ? 1 : 0, header.Fields)
                .Count(field => field < records.FieldCount && !Row.Trim(records.Field(field)).IsEmpty);
            if (filled <= FooterLine.CellsAtMost) continue;
            if (feed.Key.All(key => CellOf(records, header, key).ContainsAnyInRange((byte)'0', (byte)'9'))
                && feed.Dates.Any(place => CellOf(records, header, place) is { IsEmpty: false } cell
                && (TimeText.Parse(cell).IsUsable || DateOrders.OrderOf(cell) != DateOrder.None))) return records.Place;
        }
        return null;
    }

    static ReadOnlySpan<byte> CellOf(CsvRecords records, Header header, int place) =>
        header.Source[place] is >= 0 and var field && field < records.FieldCount ? Row.Trim(records.Field(field)) : default;

    static FileDefect NoHeader(SourceText text) =>
        text.Columns is null ? new(Defects.HeaderMissing, 1, null) : new(Defects.HeaderMissing, 1, null, RecordsOfOthers)
        {
            Advice = text.AdviceOnNames!,
        };

    /// <summary>Every name a column goes by, and its place.</summary>
    internal static Dictionary<string, int> Names(Feed feed)
    {
        var names = new Dictionary<string, int>();
        for (var place = 0; place < feed.Columns.Count; place++)
            foreach (var name in !feed.Has(place) ? [] : feed.Columns[place].Aliases.Prepend(feed.Columns[place].Name))
                names.TryAdd(Spellings.Plain(name), place);
        return names;
    }

    /// <summary>The header that a line within the rows is: files that were put one behind the other. Null where it is none.</summary>
    internal static (Header? Header,
        IReadOnlyList<FileDefect> Defects)? Again(Feed feed, HeaderNames names, Header above, int line, string[] cells)
    {
        var filled = cells.Count(cell => cell.Length > 0);
        // No row says "PPN Reference" under PPN Reference; and of a header most cells are names.
        if (filled < 2 || filled >= names.KnownAtMost * 2 || names.Known(cells) * 2 <= filled) return null;
        var (header, defects) = new ColumnMatch(feed, names, line, cells).Result;
        return defects.Any(defect => defect.Defect.Tier == Tier.File) ? (null, defects)
            : (header with { Separator = above.Separator }, defects);
    }

    /// <summary>The line of the first 20 records that names most of the feed's columns.</summary>
    static Candidate Best(HeaderNames names, SourceText text, char separator)
    {
        using var records = new CsvRecords(text.Path, separator);
        var best = new Candidate(separator, 0, [], 0, [], null);
        var above = new List<int>();
        (int, int)? stated = null;
        for (var seen = 0; records.Read(); seen++)
        {
            if (best.Line > 0 && best.Rows == default) best = best with { Rows = records.Place };
            if (seen == LinesSearched) break;
            var line = text.IsTranscript ? RowReader.PlaceOf(records) : records.Line;
            if ((!text.IsTranscript && records.HoldsLines()) || records.FieldCount > FieldsAtMost)
            {
                above.Add(line);
                continue;
            }
            var cells = Cells(records, text.IsTranscript);
            var known = names.Known(cells);
            if (known > best.Known)
                best = new Candidate(separator, line, cells, known, [.. above],
                    stated)
                { IsSpaced = !text.IsTranscript && records.IsSpaced };
            if (!cells.Any(cell => cell.Length > 0)) continue;
            above.Add(line);
            if (stated is null && FooterLine.StatedCount(cells) is { } count) stated = (line, count);
        }
        return best.Rows == default ? best with { Rows = new(new FileInfo(text.Path).Length, best.Line + 1) } : best;
    }

    /// <summary>The line of a cell that holds several of the feed's names: quotes stand around whole lines, or a sheet has each line in its
    /// first column.</summary>
    static int? NamesInOneCell(HeaderNames names, SourceText text)
    {
        using var records = new CsvRecords(text.Path, ',');
        for (var seen = 0; seen < LinesSearched && records.Read(); seen++)
        {
            if ((!text.IsTranscript && records.HoldsLines()) || records.FieldCount > FieldsAtMost) continue;
            if (Cells(records, text.IsTranscript)
                .Any(cell => FieldSeparators.All.Any(
                separator => cell.Split(separator).Count(name => names.Find(name.Trim(' ', '"')) >= 0) >= 2)))
                return text.IsTranscript ? RowReader.PlaceOf(records) : records.Line;
        }
        return null;
    }

    internal static string[] Cells(CsvRecords records, bool isTranscript)
    {
        var cells = new string[records.FieldCount];
        if (isTranscript) cells[0] = "";
        for (var field = isTranscript ? 1 : 0; field < cells.Length; field++)
        {
            var cell = Row.Trim(records.Field(field));
            var name = Encoding.UTF8.GetString(cell);
            cells[field] = Mojibake.MayHold(cell) ? Mojibake.Undo(name) ?? name : name;
        }
        return cells;
    }

    /// <summary>A header typed by hand over an export may have a separator of its own: then the first row is one field by the header's, and
    /// whole by another.</summary>
    static char OfRows(Feed feed, SourceText text, Header header)
    {
        if (text.IsTranscript || header.Fields < 3 || FieldsOfFirstRow(header.Separator) != 1) return header.Separator;
        return FieldSeparators.All.Cast<char?>().FirstOrDefault(separator => FieldsOfFirstRow(separator!.Value) >= header.Fields)
            ?? header.Separator;

        int FieldsOfFirstRow(char separator)
        {
            using var records = new CsvRecords(text.Path, separator, header.Shape(feed), header.Rows);
            while (records.Read())
                if (records.FieldCount > 0 && !(records.FieldCount == 1 && Row.Trim(records.Field(0)).IsEmpty)) return records.FieldCount;
            return 0;
        }
    }

    sealed record Candidate(char Separator, int Line, string[] Cells, int Known, IReadOnlyList<int> TitleLines, (int, int)? Stated)
    {
        /// <summary>The record behind it.</summary>
        public RecordPlace Rows { get; init; }
        public bool IsSpaced { get; init; }
    }
}
