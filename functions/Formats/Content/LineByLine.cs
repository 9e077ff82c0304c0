using System.Text;
using System.Text.Unicode;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Formats.Content;

/// <summary>A physical line whose bytes were not as the rest of its file.</summary>
readonly record struct FlawedLine(int Line, Defect Defect);

/// <summary>
/// Copies a text that is not UTF-8 throughout, each line as what it is: a narrative pasted into an export brings its own encoding with it.
/// A line that is not UTF-8 is Windows-1252, or another encoding in which every byte is a character; NULs are left out; a character cut off
/// at the end of the file becomes U+FFFD.
/// </summary>
sealed class LineByLine(string utf8, CodePage other)
{
    const int BlockSize = 1 << 20, LongestLine = 1 << 24;

    readonly List<int> _utf8 = [];
    readonly List<int> _others = [];
    readonly List<int> _doubtful = [];
    readonly CodePageEvidence _evidence = new();
    readonly List<int> _holdNul = [];
    byte[] _block = new byte[BlockSize];
    int _line = 1;

    public string Name => _others.Count == 0 ? utf8 : _utf8.Count == 0 ? other.Name : $"utf-8+{other.Name}";

    /// <summary>The text was cut off within a character of UTF-8.</summary>
    public bool EndsInACharacter { get; private set; }

    /// <summary>The encoding in which names make sense of the lines that are not UTF-8; null where none does, or several do.</summary>
    public CodePage? Page => _evidence.Page;

    /// <summary>The lines in the encoding fewer lines have, those in one that has to be told, and those that held NULs.</summary>
    public IReadOnlyList<FlawedLine> Flawed =>
    [
        .. (_others.Count > _utf8.Count ? _utf8 : other.Defect is null ? _others : [])
            .Select(line => new FlawedLine(line, Defects.EncodingMixed))
            .Concat((other.Defect is null ? [] : _others).Select(line => new FlawedLine(line, other.Defect!)))
            .Concat((Page is null ? _doubtful : []).Select(line => new FlawedLine(line, Defects.EncodingDoubtful)))
            .Concat(_holdNul.Select(line => new FlawedLine(line, Defects.EncodingRepaired)))
            .OrderBy(flaw => flaw.Line),
    ];

    public void Copy(Stream from, Stream to, CancellationToken cancel)
    {
        var held = 0;
        for (int read; (read = from.Read(_block, held, _block.Length - held)) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            var filled = _block.AsSpan(0, held + read);
            var rest = WholeLines(filled, to);
            rest.CopyTo(_block);
            held = rest.Length;
            if (held < _block.Length) continue;
            if (_block.Length < LongestLine) Array.Resize(ref _block, _block.Length * 2);
            else
            {
                Write(rest, to);
                held = 0;
            }
        }
        if (held > 0) WriteLast(_block.AsSpan(0, held), to);
    }

    /// <summary>Writes every line that is whole, and returns what is left.</summary>
    Span<byte> WholeLines(Span<byte> text, Stream to)
    {
        // A carriage return at the very end may be half of a line end.
        for (int end; (end = text.IndexOfAny((byte)'\n', (byte)'\r')) >= 0 && (text[end] == '\n' || end + 1 < text.Length); _line++)
        {
            end += text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1;
            Write(text[..end], to);
            text = text[end..];
        }
        return text;
    }

    void WriteLast(Span<byte> line, Stream to)
    {
        var cut = SourceText.Unfinished(line);
        // Where nothing else is UTF-8, a last byte above 127 is a Windows-1252 letter.
        if (cut == 0 || _utf8.Count == 0 || !Utf8.IsValid(line[..^cut]))
        {
            Write(line, to);
            return;
        }
        Write(line[..^cut], to);
        to.Write("\uFFFD"u8);
        EndsInACharacter = true;
    }

    void Write(Span<byte> line, Stream to)
    {
        if (line.Contains((byte)0))
        {
            _holdNul.Add(_line);
            line = WithoutNul(line);
        }
        if (Ascii.IsValid(line)) to.Write(line);
        else if (Utf8.IsValid(line))
        {
            _utf8.Add(_line);
            to.Write(line);
        }
        else
        {
            _others.Add(_line);
            if (_evidence.Take(line)) _doubtful.Add(_line);
            to.Write(Encoding.UTF8.GetBytes(other.Encoding.GetString(line)));
        }
    }

    static Span<byte> WithoutNul(Span<byte> line)
    {
        var kept = 0;
        foreach (var letter in line)
            if (letter != 0) line[kept++] = letter;
        return line[..kept];
    }
}
