namespace FrontDoor.Formats.Erasing;

/// <summary>The bytes of a text whose signs of one byte, or of two, are overwritten in place.</summary>
sealed class TextUnits(byte[] content, bool isWide = false, bool isBigEndian = false)
{
    readonly int _size = isWide ? 2 : 1;

    /// <summary>Where each physical line begins and ends, without its line end; CR, LF and CRLF end one.</summary>
    public List<(int Start, int End)> Lines()
    {
        var (lines, start) = (new List<(int, int)>(), 0);
        for (var at = 0; at + _size <= content.Length; at += _size)
        {
            var sign = At(at);
            if (sign is not ('\r' or '\n')) continue;
            lines.Add((start, at));
            if (sign == '\r' && at + 2 * _size <= content.Length && At(at + _size) == '\n') at += _size;
            start = at + _size;
        }
        if (start < content.Length) lines.Add((start, content.Length));
        return lines;
    }

    public void Fill(int start, int end, char sign)
    {
        for (var at = start; at + _size <= end; at += _size)
            if (At(at) is not ('\r' or '\n')) Put(at, sign);
    }

    public void Put(int at, char sign)
    {
        if (_size == 2) content[isBigEndian ? at : at + 1] = 0;
        content[_size == 2 && isBigEndian ? at + 1 : at] = (byte)sign;
    }

    public int Before(int end) => end - _size;

    /// <summary>Overwrites some fields of a record with blanks, their quotes too.</summary>
    public void BlankFields(int start, int end, char separator, IReadOnlySet<int> fields)
    {
        var (field, from, isQuoted) = (0, start, false);
        for (var at = start; at + _size <= end; at += _size)
        {
            if (At(at) == '"') isQuoted = !isQuoted;
            else if (At(at) == separator && !isQuoted)
            {
                if (fields.Contains(field)) Fill(from, at, ' ');
                (field, from) = (field + 1, at + _size);
            }
        }
        if (fields.Contains(field)) Fill(from, end, ' ');
    }

    char At(int at) => _size == 1 ? (char)content[at]
        : isBigEndian ? (char)(content[at] << 8 | content[at + 1]) : (char)(content[at + 1] << 8 | content[at]);
}
