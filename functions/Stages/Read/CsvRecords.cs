using CsvHelper;

namespace FrontDoor.Stages;

/// <summary>The records of a delimited text in UTF-8, each with the physical line it starts on. A quote that is never closed costs its own line, never the rest of the file.</summary>
/// <remarks>CsvHelper splits; this class notices when a stray quote made it take several lines for one record, and goes back to the line after the first.</remarks>
public sealed class CsvRecords : IDisposable
{
    /// <summary>No real record is longer: beyond this a quote was left open.</summary>
    const int LongestRecord = 1 << 20;

    /// <summary>Where record after record was its first line alone, no more than so much is looked through for the end of the next: a quote in every line must not cost the square of the file.</summary>
    const int ShortestLook = 1 << 14;

    /// <summary>With so many fields a line is taken for a record of its own.</summary>
    const int WholeAtLeast = 3;

    readonly string _path;
    readonly char _separator;
    readonly int _expected;
    readonly int _likeARow;
    CsvReader _reader;
    long _baseOffset;
    int _baseLine = 1;
    int _look = LongestRecord;
    int _unsplitInARow;
    bool _malformed;

    /// <param name="expected">How many fields a whole record has; 0 while that is not known.</param>
    /// <param name="named">How many of them have a name the feed knows: a damaged header may promise fields that no row has.</param>
    public CsvRecords(string path, char separator, int expected = 0, int named = int.MaxValue)
    {
        (_path, _separator, _expected, _likeARow) = (path, separator, expected, Math.Max(WholeAtLeast, Math.Min(named, expected)));
        _reader = Open(offset: 0);
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
        _unsplitInARow = IsUnsplit ? _unsplitInARow + 1 : 0;
        if (IsUnsplit) ContinueAfterFirstLine();
        while (true)
        {
            _malformed = false;
            IsUnsplit = false;
            try
            {
                if (!_reader.Read()) return false;
                (Line, Offset) = (_baseLine + (int)_reader.LineNumber - 1, _baseOffset + _reader.ByteOffset);
                IsUnsplit = _malformed && (SwallowedALine() || HoldsALineLikeARow() || IsOpenToTheEnd());
                return true;
            }
            catch (CsvFormatException tooLong)
            {
                (Line, Offset) = (_baseLine + (int)tooLong.LineNumber - 1, _baseOffset + tooLong.ByteOffset);
                IsUnsplit = true;
                if (_unsplitInARow > 0 || _look == LongestRecord) return true;
                ContinueAt(Offset, Line); // after records that were whole, the whole length may be looked through again
            }
        }
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
            MaxRecordSize = _look,
            BufferSize = Math.Min(1 << 18, _look),
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
                if (Separators(line) + 1 >= whole || (_expected == 0 && HeaderSearch.IsSeparated(line, whole))) return true;
            }
        }
        return false;
    }

    /// <summary>Whether the record's last field has a quote that nothing closes: then it took all the lines to the end of the file, whatever they look like.</summary>
    bool IsOpenToTheEnd()
    {
        if (_reader.FieldCount == 0) return false;
        var text = _reader.GetSpan(_reader.FieldCount - 1).TrimEnd(LineEnds);
        if (text.IndexOfAny(LineEnds) < 0) return false;
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var bytes = new byte[Math.Min(file.Length - Offset, text.Length + 1024)];
        file.Position = file.Length - bytes.Length;
        var end = bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).TrimEnd(LineEnds);
        return end.EndsWith(text);
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
        return IsUnsplit |= (_malformed || _reader.FieldCount != _expected) && HoldsALineLikeARow();
    }

    /// <summary>Whether a later line of the record, as the file has it, is a row, or begins as one: where everything is quoted, a quote that is missing turns text and separators round.</summary>
    bool HoldsALineLikeARow()
    {
        var more = LastLine - Line;
        if (more == 0 || _expected < WholeAtLeast) return false;
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0) { Position = Offset };
        var bytes = new byte[Math.Min(_look, file.Length - Offset)];
        var rest = bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        for (var later = 0; later <= more && !rest.IsEmpty; later++)
        {
            var end = rest.IndexOfAny(LineEnds);
            if (later > 0 && IsLikeARow(end < 0 ? rest : rest[..end])) return true;
            rest = end < 0 ? default : rest[(end + (rest[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }
        return false;
    }

    /// <summary>As many fields as a row has at least, or more than half of them and then a quote that goes on.</summary>
    bool IsLikeARow(ReadOnlySpan<byte> line)
    {
        var (fields, isQuoted) = (1, false);
        for (var at = 0; at < line.Length; at++)
            if (line[at] == '"') isQuoted = !isQuoted;
            else if (line[at] == _separator && !isQuoted) fields++;
        return isQuoted ? fields >= WholeAtLeast && fields > _likeARow / 2 : fields >= _likeARow;
    }

    /// <summary>Above the rows: whether a quote left open, in a title or the header itself, took the lines after it for text. A name may have a line end in it, but no line of several fields.</summary>
    public bool HoldsLines() => IsUnsplit = IsUnsplit || SwallowedALine();

    static ReadOnlySpan<byte> LineEnds => "\r\n"u8;

    int Separators(ReadOnlySpan<byte> line) => line.Count((byte)_separator);

    void ContinueAfterFirstLine()
    {
        long offset;
        using (var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16) { Position = Offset })
        {
            for (int next; (next = file.ReadByte()) >= 0 && next != '\n';)
            {
                if (next != '\r') continue;
                if (file.ReadByte() is >= 0 and not '\n') file.Position--;
                break;
            }
            offset = file.Position;
        }
        ContinueAt(offset, Line + 1);
    }

    void ContinueAt(long offset, int line)
    {
        _look = Math.Max(ShortestLook, LongestRecord >> Math.Min(_unsplitInARow, 8));
        (_baseOffset, _baseLine) = (offset, line);
        _reader.Dispose();
        _reader = Open(offset);
    }
}
