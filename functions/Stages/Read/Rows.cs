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

/// <summary>The records below a file's header, one at a time, cells in the contract's order.</summary>
public sealed class Rows : IDisposable
{
    static readonly string[] FooterWords =
        ["total", "grand total", "end of", "*** end", "records", "record count", "row count", "count of", "number of records", "printed", "report generated", "generated", "signed", "prepared by"];

    const int FooterCellsAtMost = 3;

    readonly Header _header;
    readonly CsvRecords _records;
    readonly string _path;
    bool _pastHeader;

    public Rows(SourceText text, Header header)
    {
        (_header, _path) = (header, text.Path);
        _records = new CsvRecords(text.Path, header.Separator, header.Fields);
    }

    /// <summary>The next record, or null at the end. Cells are in <paramref name="row"/> when it is a Row.</summary>
    public RecordKind? Next(Row row)
    {
        while (_records.Read())
        {
            if (!_pastHeader)
            {
                _pastHeader = _records.Line >= _header.Line;
                continue;
            }
            row.Begin(_records.Line);
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
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read) { Position = _records.Offset };
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
            row.Add(field < 0 ? default : _records.Field(field));
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
        for (var field = 0; field < _records.FieldCount && filled <= FooterCellsAtMost; field++)
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
