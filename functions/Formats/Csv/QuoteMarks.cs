using System.Buffers;
using System.Text;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Csv;

/// <summary>
/// A delimited text whose fields stand in other quotation marks than double ones, written anew with double ones: no line moves. A mark
/// opens at the beginning of a field and closes
/// before a separator or a line's end, so that an apostrophe within a name is one. A text with some cells in such marks, and others with
/// words in none, stays as it is.
/// </summary>
sealed class QuoteMarks
{
    const int Window = 1 << 16, BlockSize = 1 << 20;

    /// <summary>So much behind a mark decides whether it closes its field.</summary>
    const int LookAhead = 64;

    const int FieldsAtLeast = 3, QuotedAtLeast = 2;

    /// <summary>Of the lines that have fields, one in so many may be written otherwise.</summary>
    const int OtherwiseOneIn = 10;

    static readonly (byte[] Open, byte[] Close)[] Pairs =
        [([.. "'"u8], [.. "'"u8]), ([.. "`"u8], [.. "`"u8]), ([.. "‘"u8], [.. "’"u8]), ([.. "“"u8], [.. "”"u8]), ([.. "”"u8], [.. "”"u8])];

    static readonly string[] WordsForNothing = ["null", "none", "nil", "nan", "na", "n/a", "\\n", "true", "false"];

    readonly byte _separator;
    readonly byte[] _open;
    readonly byte[] _close;
    bool _atField = true;
    bool _isQuoted;

    QuoteMarks(byte separator, byte[] open, byte[] close) => (_separator, _open, _close) = (separator, open, close);

    /// <summary>The text with double quotes; the same text where its fields are not all in others.</summary>
    public static SourceText Mended(SourceText text, string scratch, CancellationToken cancel)
    {
        using var file = new FileStream(text.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var window = ArrayPool<byte>.Shared.Rent(Window);
        var marks = Of(window.AsSpan(0, file.ReadAtLeast(window.AsSpan(0, Window), Window, throwOnEndOfStream: false)));
        ArrayPool<byte>.Shared.Return(window);
        if (marks is null) return text;
        var copy = SourceText.NewPath(scratch);
        using var to = new FileStream(copy, FileMode.CreateNew, FileAccess.Write, FileShare.None, BlockSize);
        file.Position = 0;
        marks.Copy(file, to, cancel);
        return text with { Path = copy };
    }

    /// <summary>Null: its fields are in double quotes, or in none.</summary>
    static QuoteMarks? Of(ReadOnlySpan<byte> start)
    {
        foreach (var (open, close) in Pairs)
            foreach (var separator in FieldSeparators.All)
                if (start.IndexOf([.. close, (byte)separator]) >= 0
                    && start.IndexOf([(byte)separator, .. open]) + start.IndexOf([(byte)separator, (byte)' ', .. open]) > -2
                    && new QuoteMarks((byte)separator, open, close) is var marks && marks.AreIn(start)) return marks;
        return null;
    }

    bool AreIn(ReadOnlySpan<byte> text)
    {
        var (quoted, otherwise, isInside) = (0, 0, false);
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny("\r\n"u8);
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (isInside && !line.StartsWith(_open)) continue; // a text of several lines
            var isQuoted = Fields(line, out isInside);
            if (isQuoted == true) quoted++;
            else if (isQuoted == false && quoted > 0) otherwise++; // the header above them may be written in its own way
        }
        return quoted > 0 && otherwise * OtherwiseOneIn <= quoted + otherwise;
    }

    /// <summary>Whether all fields of a line that are words stand in the marks; null for a line that has too few, or goes on in the
    /// next.</summary>
    bool? Fields(ReadOnlySpan<byte> line, out bool goesOn)
    {
        var (fields, quoted, others) = (0, 0, 0);
        goesOn = false;
        for (var more = true; more; fields++)
        {
            line = line.TrimStart((byte)' ');
            var isQuoted = line.StartsWith(_open);
            var end = isQuoted ? EndOf(line) : line.IndexOf(_separator);
            if (isQuoted && end < 0)
            {
                goesOn = true;
                return null;
            }
            if (isQuoted) quoted++;
            else if (IsWord(end < 0 ? line : line[..end])) others++;
            more = end >= 0 && end < line.Length;
            line = more ? line[(end + 1)..] : default;
        }
        return fields < FieldsAtLeast || quoted + others < QuotedAtLeast ? null : others == 0 && quoted >= QuotedAtLeast;
    }

    /// <summary>Where the separator behind a field in marks is, or the line's end; -1 where the field is not closed.</summary>
    int EndOf(ReadOnlySpan<byte> line)
    {
        for (var at = _open.Length; at < line.Length; at++)
            if (IsClosed(line, at, isAll: true)) return line.Length - line[(at + _close.Length)..].TrimStart((byte)' ').Length;
        return -1;
    }

    static bool IsWord(ReadOnlySpan<byte> field)
    {
        foreach (var letter in field)
            if (char.IsAsciiLetter((char)letter) || letter >= 0x80 || letter == '"')
                return !WordsForNothing.Contains(Encoding.UTF8.GetString(field.Trim((byte)' ')), StringComparer.OrdinalIgnoreCase);
        return false;
    }

    void Copy(FileStream from, FileStream to, CancellationToken cancel)
    {
        var block = new byte[BlockSize + LookAhead];
        var held = 0;
        for (var isAll = false; !isAll;)
        {
            cancel.ThrowIfCancellationRequested();
            var read = from.ReadAtLeast(block.AsSpan(held), block.Length - held, throwOnEndOfStream: false);
            var text = block.AsSpan(0, held + read);
            isAll = text.Length < block.Length;
            var done = Write(text, isAll, to);
            text[done..].CopyTo(block);
            held = text.Length - done;
        }
    }

    /// <summary>Writes the text, but for so much at its end as what follows decides; returns how much.</summary>
    int Write(ReadOnlySpan<byte> text, bool isAll, FileStream to)
    {
        var at = 0;
        while (at < text.Length && (isAll || at < text.Length - LookAhead))
            at += _isQuoted ? Inside(text, at, isAll, to) : Outside(text[at..], to);
        return at;
    }

    int Outside(ReadOnlySpan<byte> text, FileStream to)
    {
        if (_atField && text.StartsWith(_open))
        {
            (_isQuoted, _atField) = (true, false);
            to.WriteByte((byte)'"');
            return _open.Length;
        }
        _atField = text[0] == _separator || text[0] is (byte)'\r' or (byte)'\n' || (_atField && text[0] == ' ');
        to.WriteByte(text[0]);
        return 1;
    }

    int Inside(ReadOnlySpan<byte> text, int at, bool isAll, FileStream to)
    {
        var rest = text[at..];
        if (IsClosed(text, at, isAll))
        {
            _isQuoted = false;
            to.WriteByte((byte)'"');
            return _close.Length;
        }
        if (rest.StartsWith(_close) && rest[_close.Length..].StartsWith(_close))
        {
            to.Write(_close);
            return _close.Length * 2;
        }
        if (rest[0] == '\\' && rest[1..].StartsWith(_close) && !IsClosed(text, at + 1, isAll)) return 1;
        if (rest[0] == '"') to.WriteByte((byte)'"');
        // A mark that nothing closed: the next line begins as a record does.
        if (rest[0] is (byte)'\r' or (byte)'\n' && rest[1..].TrimStart("\r\n"u8).StartsWith(_open)) (_isQuoted, _atField) = (false, true);
        to.WriteByte(rest[0]);
        return 1;
    }

    /// <summary>A mark that closes its field: behind it come a separator, a line's end, or nothing more.</summary>
    bool IsClosed(ReadOnlySpan<byte> text, int at, bool isAll)
    {
        if (!text[at..].StartsWith(_close)) return false;
        var behind = text[(at + _close.Length)..].TrimStart((byte)' ');
        return behind.IsEmpty ? isAll : behind[0] == _separator || behind[0] is (byte)'\r' or (byte)'\n';
    }
}
