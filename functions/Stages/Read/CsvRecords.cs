using CsvHelper;

namespace FrontDoor.Stages;

/// <summary>The records of a delimited text in UTF-8, each with the physical line it starts on. A quote that is never closed costs its own line, never the rest of the file.</summary>
/// <remarks>CsvHelper splits; this class notices when a stray quote made it take several lines for one record, and goes back to the line after the first.</remarks>
public sealed class CsvRecords : IDisposable
{
    /// <summary>No real record is longer: beyond this a quote was left open.</summary>
    const int LongestRecord = 1 << 20;

    /// <summary>With so many fields a line is taken for a record of its own.</summary>
    const int WholeAtLeast = 3;

    readonly string _path;
    readonly char _separator;
    readonly int _expected;
    CsvReader _reader;
    long _baseOffset;
    int _baseLine;
    bool _malformed;

    /// <param name="expected">How many fields a whole record has; 0 while that is not known.</param>
    public CsvRecords(string path, char separator, int expected = 0, long offset = 0, int line = 1)
    {
        (_path, _separator, _expected, _baseOffset, _baseLine) = (path, separator, expected, offset, line);
        _reader = Open(offset);
    }

    public int FieldCount => IsUnsplit ? 0 : _reader.FieldCount;

    /// <summary>The 1-based physical line the record starts on.</summary>
    public int Line { get; private set; }

    /// <summary>Byte offset in the file of the record's first byte.</summary>
    public long Offset { get; private set; }

    /// <summary>A stray quote swallowed whole lines: this record is its first line alone, and cannot be split.</summary>
    public bool IsUnsplit { get; private set; }

    public ReadOnlySpan<byte> Field(int index) => _reader.GetSpan(index);

    /// <summary>The last physical line of the record, as far as its fields tell; where a line end is two bytes, both are in the field.</summary>
    public int LastLine
    {
        get
        {
            var last = Line;
            for (var at = 0; at < FieldCount; at++)
            {
                var text = _reader.GetSpan(at);
                for (int end; (end = text.IndexOfAny(LineEnds)) >= 0; last++)
                    text = text[(end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1))..];
            }
            return last;
        }
    }

    public bool Read()
    {
        if (IsUnsplit) ContinueAfterFirstLine();
        _malformed = false;
        IsUnsplit = false;
        try
        {
            if (!_reader.Read()) return false;
            (Line, Offset) = (_baseLine + (int)_reader.LineNumber - 1, _baseOffset + _reader.ByteOffset);
            IsUnsplit = _malformed && SwallowedALine();
        }
        catch (CsvFormatException tooLong)
        {
            (Line, Offset) = (_baseLine + (int)tooLong.LineNumber - 1, _baseOffset + tooLong.ByteOffset);
            IsUnsplit = true;
        }
        return true;
    }

    public void Dispose() => _reader.Dispose();

    CsvReader Open(long offset)
    {
        var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0) { Position = offset };
        return CsvReader.Create(file, new CsvReaderOptions
        {
            Separator = _separator,
            HasHeader = false,
            SkipEmptyLines = false,
            DetectSeparatorHint = false,
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            MaxRecordSize = LongestRecord,
            BufferSize = 1 << 18,
            OnMalformedRecord = _ => _malformed = true,
        }, leaveOpen: false);
    }

    /// <summary>Whether one of the record's later lines is a whole record by itself: then the quote before it was never meant to span it.</summary>
    bool SwallowedALine()
    {
        var whole = _expected == 0 ? WholeAtLeast : Math.Min(_expected, WholeAtLeast);
        for (var field = 0; field < _reader.FieldCount; field++)
        {
            var text = _reader.GetSpan(field);
            for (int end; (end = text.IndexOfAny(LineEnds)) >= 0;)
            {
                text = text[(end + 1)..];
                var line = text.IndexOfAny(LineEnds) is >= 0 and var next ? text[..next] : text;
                if (Separators(line) + 1 >= whole) return true;
            }
        }
        return false;
    }

    /// <summary>
    /// Whether a quote left open, and closed by chance some rows later, made this record of several rows: then it is its first line alone, and the rest is read again.
    /// Call it for a record that spans lines or has the wrong number of fields.
    /// </summary>
    public bool HoldsRows()
    {
        for (var field = 0; field < _reader.FieldCount && !IsUnsplit; field++)
        {
            var text = _reader.GetSpan(field);
            if (text.IndexOfAny(LineEnds) < 0) continue;
            // The first line goes on as the record began, the last one as another record ends: prose has no such number of separators in both.
            var (begun, ended) = (_expected - 1 - field, field + _expected - _reader.FieldCount);
            IsUnsplit = Separators(text[..text.IndexOfAny(LineEnds)]) == begun && Separators(text[(text.LastIndexOfAny(LineEnds) + 1)..]) == ended;
        }
        return IsUnsplit;
    }

    static ReadOnlySpan<byte> LineEnds => "\r\n"u8;

    int Separators(ReadOnlySpan<byte> line) => line.Count((byte)_separator);

    void ContinueAfterFirstLine()
    {
        using (var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16) { Position = Offset })
        {
            for (int next; (next = file.ReadByte()) >= 0 && next != '\n';)
            {
                if (next != '\r') continue;
                if (file.ReadByte() is >= 0 and not '\n') file.Position--;
                break;
            }
            _baseOffset = file.Position;
        }
        _baseLine = Line + 1;
        _reader.Dispose();
        _reader = Open(_baseOffset);
    }
}
