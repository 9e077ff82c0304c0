using FrontDoor.Domain.Clocks;

namespace FrontDoor.Formats.Csv;

/// <summary>Records of several lines: a quoted narrative, or lines that a quote left open took for text.</summary>
public sealed partial class CsvRecords
{
    /// <summary>With so many fields a line is taken for a record of its own.</summary>
    const int WholeAtLeast = 3;

    static ReadOnlySpan<byte> LineEnds => "\r\n"u8;

    /// <summary>The record's lines after its first, as the file has them.</summary>
    Lines LaterLines => new(_reader.RawRecord, skipsFirst: true);

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
            foreach (var line in new Lines(_reader.GetSpan(field), skipsFirst: true))
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

    /// <summary>The physical lines of a text. A line end at its very end begins no other.</summary>
    ref struct Lines
    {
        ReadOnlySpan<byte> _rest;

        public Lines(ReadOnlySpan<byte> text, bool skipsFirst)
        {
            _rest = text;
            if (skipsFirst) MoveNext();
        }

        public ReadOnlySpan<byte> Current { get; private set; }

        public readonly Lines GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_rest.IsEmpty) return false;
            var end = _rest.IndexOfAny(LineEnds);
            Current = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + (_rest[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
            return true;
        }
    }
}
