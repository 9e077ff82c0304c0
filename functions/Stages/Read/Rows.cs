using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>What a record below the header is.</summary>
public enum RecordKind
{
    Row,
    /// <summary>Empty, or separators alone: counted, and nothing else.</summary>
    Blank,
    /// <summary>Could not be split into the header's columns.</summary>
    Unsplit,
    /// <summary>A total, a signature, an end mark: not a row, listed on the receipt.</summary>
    Footer,
}

/// <summary>The records below the headers of a file's parts, one at a time, cells in the contract's order.</summary>
public sealed class Rows : IDisposable
{
    static readonly string[] FooterWords =
        ["total", "grand total", "end of", "*** end", "records", "record count", "row count", "count of", "number of records", "printed", "report generated", "generated", "signed", "prepared by"];

    const int FooterCellsAtMost = 3;

    readonly IReadOnlyList<Part> _parts;
    int _at;
    Part _part;
    Header _header;
    CsvRecords _records;
    bool _pastHeader;

    public Rows(IReadOnlyList<Part> parts)
    {
        _parts = parts;
        Open();
    }

    /// <summary>The next record, or null at the end. Cells are in <paramref name="row"/> when it is a Row.</summary>
    public RecordKind? Next(Row row)
    {
        while (true)
        {
            if ((_part.Text.IsTranscript ? NextTranscribed(row) : NextLine(row)) is { } kind) return kind;
            if (_at + 1 == _parts.Count) return null;
            _at++;
            _records.Dispose();
            Open();
        }
    }

    [MemberNotNull(nameof(_part), nameof(_header), nameof(_records))]
    void Open()
    {
        _part = _parts[_at];
        _header = _part.Header;
        _records = new CsvRecords(_part.Text.Path, _header.Separator, _part.Text.IsTranscript ? 0 : _header.Fields);
        _pastHeader = _header.Line == 0;
    }

    /// <summary>Where the record stood in the original, which a transcript's records begin with; negative for one that could not be read.</summary>
    internal static int PlaceOf(CsvRecords transcript)
    {
        var place = transcript.Field(0);
        var isBroken = place is [(byte)Transcript.Broken, ..];
        return Utf8Parser.TryParse(isBroken ? place[1..] : place, out int at, out _) ? isBroken ? -at : at
            : throw new InvalidOperationException("A transcript of ours has a record without its place.");
    }

    /// <summary>What the transcriber found wrong with the record, which follows its place.</summary>
    static void TakeNotes(Row row, ReadOnlySpan<byte> place)
    {
        if (!place.Contains((byte)Transcript.Noted)) return;
        foreach (var note in Encoding.ASCII.GetString(place).Split(Transcript.Noted).Skip(1))
        {
            var (code, column) = (note.Split(':')[0], note.Split(':')[1]);
            var defect = Defects.Find(code) ?? throw new InvalidOperationException($"A transcript of ours notes {code}, which is no defect.");
            row.Notes.Add(new RowDefect(defect, int.Parse(column, System.Globalization.CultureInfo.InvariantCulture), defect.Tier));
        }
    }

    /// <summary>Of a transcript every record has its fields: those beyond the header's are notes beside the table, those missing are empty.</summary>
    RecordKind? NextTranscribed(Row row)
    {
        while (_records.Read())
        {
            var place = PlaceOf(_records);
            row.Begin(_part, Math.Abs(place));
            TakeNotes(row, _records.Field(0));
            if (place < 0) return RecordKind.Unsplit;
            if (!_pastHeader)
            {
                _pastHeader = place >= _header.Line;
                continue;
            }
            Fill(row);
            return row.IsSparse(FooterCellsAtMost) ? Sparse() : RecordKind.Row;
        }
        return null;
    }

    RecordKind? NextLine(Row row)
    {
        while (_records.Read())
        {
            if (!_pastHeader)
            {
                _pastHeader = _records.Line >= _header.Line;
                continue;
            }
            row.Begin(_part, _records.Line);
            if (_records.IsUnsplit) return RecordKind.Unsplit;
            if (_records.FieldCount == _header.Fields)
            {
                Fill(row);
                if (row.Content.Contains((byte)'\n') && _records.HoldsRows()) return RecordKind.Unsplit;
                return row.IsSparse(FooterCellsAtMost) ? Sparse() : RecordKind.Row;
            }
            var kind = Sparse();
            if (kind != RecordKind.Row) return kind;
            if (_records.FieldCount < _header.Fields || !IsBlankFrom(_header.Fields))
            {
                _records.HoldsRows();
                return RecordKind.Unsplit;
            }
            Fill(row);
            return RecordKind.Row;
        }
        return null;
    }

    /// <summary>The physical line the current record starts on, as the file has it: for quarantine and the partner's own reject file only.</summary>
    public string OriginalLine()
    {
        if (_part.Text.IsTranscript) return Encoding.UTF8.GetString(_records.Field(1));
        using var file = new FileStream(_part.Text.Path, FileMode.Open, FileAccess.Read, FileShare.Read) { Position = _records.Offset };
        using var reader = new StreamReader(file, Encoding.UTF8);
        var line = new StringBuilder();
        for (int next; line.Length < 65536 && (next = reader.Read()) >= 0 && next is not ('\n' or '\r');)
            line.Append((char)next);
        return line.ToString();
    }

    public void Dispose() => _records.Dispose();

    void Fill(Row row)
    {
        foreach (var field in _header.Source)
            row.Add(field < 0 || field >= _records.FieldCount ? default : _records.Field(field));
    }

    bool IsBlankFrom(int field)
    {
        for (; field < _records.FieldCount; field++)
            if (!Row.Trim(_records.Field(field)).IsEmpty) return false;
        return true;
    }

    /// <summary>A record with few cells filled: blank, a footer, or a row after all.</summary>
    RecordKind Sparse()
    {
        var filled = 0;
        var first = -1;
        for (var field = _part.Text.IsTranscript ? 1 : 0; field < _records.FieldCount && filled <= FooterCellsAtMost; field++)
        {
            if (Row.Trim(_records.Field(field)).IsEmpty) continue;
            filled++;
            if (first < 0) first = field;
        }
        if (filled == 0) return RecordKind.Blank;
        return filled <= FooterCellsAtMost && IsFooter(Encoding.UTF8.GetString(Row.Trim(_records.Field(first)))) ? RecordKind.Footer : RecordKind.Row;
    }

    static bool IsFooter(string text) => FooterWords.Any(word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
