using CsvHelper;
using FrontDoor.Domain.Clocks;

namespace FrontDoor.Formats.Csv;

/// <summary>The records of a delimited text in UTF-8, each with the physical line it starts on. A quote that is never closed costs its own
/// line, never the rest of the file.</summary>
/// <remarks>CsvHelper splits; this class notices when a stray quote made it take several lines for one record, and goes back to the line
/// after the first.</remarks>
public sealed class CsvRecords : IDisposable
{
    /// <summary>No real record is longer: a quote was left open. The reader looks at it each time its buffer doubles, so the first length
    /// that is refused is twice this.</summary>
    const int LongestRecord = 1 << 20;

    /// <summary>Where record after record was its first line alone, no more than so much is looked through for the end of the next: a quote
    /// in every line must not cost the square of the file.</summary>
    const int ShortestLook = 1 << 14;

    /// <summary>With so many fields a line is taken for a record of its own.</summary>
    const int WholeAtLeast = 3;

    static ReadOnlySpan<byte> LineEnds => "\r\n"u8;

    readonly string _path;
    readonly char _separator;
    readonly RowShape? _shape;
    readonly int _likeARow;
    CsvReader _reader;
    RecordPlace _base;
    int _look = LongestRecord;
    int _unsplitInARow;
    bool _malformed;

    /// <param name="shape">Of a row; null while that is not known.</param>
    /// <param name="from">The record to begin with; without it, the first of the text.</param>
    public CsvRecords(string path, char separator, RowShape? shape = null, RecordPlace? from = null)
    {
        (_path, _separator, _shape, _base) = (path, separator, shape, from ?? RecordPlace.First);
        _likeARow = shape is null ? WholeAtLeast : Math.Max(WholeAtLeast, Math.Min(shape.Named, shape.Fields));
        _reader = Open();
    }

    public int FieldCount => IsUnsplit ? 0 : _reader.FieldCount;

    public RecordPlace Place { get; private set; }

    /// <summary>The 1-based physical line the record starts on.</summary>
    public int Line => Place.Line;

    /// <summary>A stray quote swallowed whole lines: this record is its first line alone, and cannot be split.</summary>
    public bool IsUnsplit { get; private set; }

    /// <summary>Behind each separator stands a blank.</summary>
    public bool IsSpaced
    {
        get
        {
            for (var at = 1; at < FieldCount; at++)
                if (_reader.GetRawSpan(at) is not [(byte)' ', ..]) return false;
            return FieldCount > 1;
        }
    }

    /// <summary>Whether a quote goes on over a line's end.</summary>
    public bool SpansLines => !IsUnsplit && _reader.RawRecord.IndexOfAny(LineEnds) >= 0;

    /// <summary>The last physical line of the record; CR, LF and CRLF end one.</summary>
    public int LastLine
    {
        get
        {
            var last = Line;
            foreach (var _ in LaterLines) last++;
            return last;
        }
    }

    public ReadOnlySpan<byte> Field(int index) => _reader.GetSpan(index);

    public bool Read()
    {
        _unsplitInARow = IsUnsplit ? _unsplitInARow + 1 : 0;
        if (IsUnsplit) ContinueAfterFirstLine();
        while (true)
        {
            _malformed = false;
            IsUnsplit = false;
            try
            {
                if (!_reader.Read()) return false;
                Place = new(_base.Offset + _reader.ByteOffset, _base.Line + (int)_reader.LineNumber - 1);
                IsUnsplit = _malformed && SpansLines && (IsOpenToTheEnd() || SwallowedALine() || HoldsALineLikeARow());
                return true;
            }
            catch (CsvFormatException tooLong)
            {
                Place = new(_base.Offset + tooLong.ByteOffset, _base.Line + (int)tooLong.LineNumber - 1);
                IsUnsplit = true;
                if (_unsplitInARow > 0 || _look == LongestRecord) return true;
                ContinueAt(Place); // after records that were whole, the whole length may be looked through again
            }
        }
    }

    public void Dispose() => _reader.Dispose();

    CsvReader Open() => CsvReader.Create(From(_base), new CsvReaderOptions
    {
        Separator = _separator,
        HasHeader = false,
        SkipEmptyLines = false,
        DetectSeparatorHint = false,
        TrackLineNumbers = true,
        TrimWhitespace = _shape is { IsSpaced: true },
        IncludeValuesInExceptions = false,
        MaxRecordSize = _look,
        BufferSize = Math.Min(1 << 18, _look),
        OnMalformedRecord = _ => _malformed = true,
    }, leaveOpen: false);

    FileStream From(RecordPlace place, int bufferSize = 0) =>
        new(_path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize) { Position = place.Offset };

    void ContinueAfterFirstLine()
    {
        long offset;
        using (var file = From(Place, bufferSize: 1 << 16))
        {
            for (int next; (next = file.ReadByte()) >= 0 && next != '\n';)
            {
                if (next != '\r') continue;
                if (file.ReadByte() is >= 0 and not '\n') file.Position--;
                break;
            }
            offset = file.Position;
        }
        ContinueAt(new(offset, Line + 1));
    }

    void ContinueAt(RecordPlace place)
    {
        _look = Math.Max(ShortestLook, LongestRecord >> Math.Min(_unsplitInARow, 8));
        _base = place;
        _reader.Dispose();
        _reader = Open();
    }

    /// <summary>The record's lines after its first, as the file has them.</summary>
    PhysicalLines LaterLines => new(_reader.RawRecord, skipsFirst: true);

    /// <summary>
    /// Whether a quote left open, and closed by chance some rows later, made this record of several rows: then it is its first line alone,
    /// and the rest is read again.
    /// For records below the header.
    /// </summary>
    public bool HoldsRows()
    {
        if (!SpansLines || _shape is null) return IsUnsplit;
        var isBroken = _malformed || _reader.FieldCount != _shape.Fields;
        return IsUnsplit = BeginsAndEndsAsRows(_shape) || (isBroken ? HoldsALineLikeARow() : HoldsARow(_shape));
    }

    /// <summary>Above the rows: whether a quote left open, in a title or the header itself, took the lines after it for text. A name may
    /// have a line end in it, but no line of several fields.</summary>
    public bool HoldsLines() => IsUnsplit = IsUnsplit || (SpansLines && (_malformed || SwallowedALine()));

    /// <summary>Whether one of the record's later lines is a whole record by itself: then the quote before it was never meant to span
    /// it.</summary>
    bool SwallowedALine()
    {
        var whole = _shape is null ? WholeAtLeast : Math.Min(_shape.Fields, WholeAtLeast);
        for (var field = 0; field < _reader.FieldCount; field++)
            foreach (var line in new PhysicalLines(_reader.GetSpan(field), skipsFirst: true))
                if (!(_shape is null && IsProse(line))
                    && (Separators(line) + 1 >= whole || (_shape is null && FieldSeparators.IsSeparated(line, whole)))) return true;
        return false;
    }

    /// <summary>Guidance below the name of a column: no digit stands in it, as in every row, and a blank behind each comma.</summary>
    static bool IsProse(ReadOnlySpan<byte> line)
    {
        if (line.ContainsAnyInRange((byte)'0', (byte)'9') || line.ContainsAny("\t|"u8)) return false;
        for (var at = 0; at < line.Length; at++)
            if (line[at] is (byte)',' or (byte)';' && (at + 1 == line.Length || line[at + 1] != ' ')) return false;
        return true;
    }

    /// <summary>Whether the record's last field has a quote that nothing closes: then it took all the lines to the end of the file,
    /// whatever they look like.</summary>
    bool IsOpenToTheEnd()
    {
        if (_reader.FieldCount == 0 || Place.Offset + _reader.RawRecord.Length < new FileInfo(_path).Length) return false;
        var written = _reader.GetRawSpan(_reader.FieldCount - 1).TrimEnd(LineEnds);
        return written.IndexOfAny(LineEnds) >= 0 && written.Count((byte)'"') % 2 == 1;
    }

    /// <summary>Whether the text ends within the quotes of the record's last field.</summary>
    public bool IsLeftOpen
    {
        get
        {
            if (!_malformed || IsUnsplit || _reader.FieldCount == 0 || Place.Offset + _reader.RawRecord.Length < new FileInfo(_path).Length)
                return false;
            var written = _reader.GetRawSpan(_reader.FieldCount - 1).TrimStart((byte)' ');
            if (written is not [(byte)'"', ..]) return false;
            written = written[1..].TrimEnd(LineEnds);
            return (written.Length - written.TrimEnd((byte)'"').Length) % 2 == 0; // a last quote that is one of two is one in the text
        }
    }

    /// <summary>The first line of a field goes on as the record began, its last one as another record ends: prose has no such number of
    /// separators in both.</summary>
    bool BeginsAndEndsAsRows(RowShape shape)
    {
        for (var field = 0; field < _reader.FieldCount; field++)
        {
            var text = _reader.GetSpan(field);
            if (text.IndexOfAny(LineEnds) is not (>= 0 and var end)) continue;
            var (begun, ended) = (shape.Fields - 1 - field, field + shape.Fields - _reader.FieldCount);
            if (Separators(text[..end]) == begun && Separators(text[(text.LastIndexOfAny(LineEnds) + 1)..]) == ended) return true;
        }
        return false;
    }

    /// <summary>Whether a later line of a record that is broken is a row, or begins as one: where everything is quoted, a quote that is
    /// missing turns text and separators round.</summary>
    bool HoldsALineLikeARow()
    {
        if (_shape is null or { Fields: < WholeAtLeast }) return false;
        foreach (var line in LaterLines)
        {
            var (fields, isQuoted) = (1, false);
            foreach (var letter in line)
                if (letter == '"') isQuoted = !isQuoted;
                else if (letter == _separator && !isQuoted) fields++;
            // As many fields as a row has at least; or more than half of them, and then a quote that goes on.
            if (isQuoted ? fields >= WholeAtLeast && fields > _likeARow / 2 : fields >= _likeARow) return true;
        }
        return false;
    }

    /// <summary>Whether a later line of a record that is whole is a row for certain: it has the fields of one, and a date where a row has
    /// one.</summary>
    bool HoldsARow(RowShape shape)
    {
        foreach (var line in LaterLines)
        {
            if (Separators(line) + 1 < _likeARow) continue;
            var rest = line;
            for (var field = 0; field < shape.Fields; field++)
            {
                var end = rest.IndexOf((byte)_separator) is >= 0 and var at ? at : rest.Length;
                if (shape.Dates.Contains(field) && TimeText.Parse(rest[..end]).IsUsable) return true;
                rest = rest[Math.Min(end + 1, rest.Length)..];
            }
        }
        return false;
    }

    int Separators(ReadOnlySpan<byte> line) => line.Count((byte)_separator);
}
