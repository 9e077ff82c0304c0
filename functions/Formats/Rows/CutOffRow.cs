using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Rows;

/// <summary>Tells of a delimited text that was cut off: it ends within a character, within quotes, or with a line that has too few fields
/// and no end.</summary>
sealed class CutOffRow(Feed feed)
{
    readonly List<FileDefect> _defects = [];
    FilePart _part = null!;
    int _line;
    bool _isOpen;
    bool _isShort;
    bool _hasRows;
    int _shorts;

    public IReadOnlyList<FileDefect> Defects => _defects;

    public void BeginPart(FilePart part) => (_part, _line, _isOpen, _isShort, _hasRows, _shorts) = (part, 0, false, false, false, 0);

    /// <summary>A record that has all its fields, or is none.</summary>
    public void Whole(int line) => (_line, _isOpen, _isShort, _hasRows) = (line, false, false, true);

    /// <summary>A quote was left open at the end of the file, or closed in the wrong place.</summary>
    public void Open(int line, bool isAtEnd) => (_line, _isOpen, _isShort) = (line, isAtEnd, true);

    /// <summary>A record with fewer fields than the header. Prose below the table has one field too: it counts only behind a quote that was
    /// left open.</summary>
    public void Short(int line, ReadOnlySpan<byte> first, int fields)
    {
        _isShort = fields > 1 || _isShort || !Row.Trim(first).Contains((byte)' ');
        (_line, _isOpen, _shorts) = (line, false, _shorts + 1);
    }

    public void EndPart()
    {
        if (_part.Text.IsTranscript) return;
        var isCut = _part.Text.EndsInACharacter || _isOpen
            || (_line == 0 ? IsHeaderCut() : _isShort && (_hasRows || _shorts < 2) && !EndsALine());
        if (isCut) _defects.Add(
            new FileDefect(Domain.Feeds.Defects.FileCutOff, Math.Max(_line, _part.Header.Line), null) { Part = _part.Number });
    }

    /// <summary>The header is all there is, and its last name is the beginning of one.</summary>
    bool IsHeaderCut() =>
        _part.Header is { Extra: [.., var last], ColumnOf: [.., < 0] } && !EndsALine() && Spellings.Plain(last) is { Length: > 2 } begun
        && HeaderSearch.Names(feed).Keys.Any(name => name.Length > begun.Length && name.StartsWith(begun, StringComparison.Ordinal));

    bool EndsALine()
    {
        using var file = new FileStream(_part.Text.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (file.Length == 0) return true;
        file.Position = file.Length - 1;
        return file.ReadByte() is '\n' or '\r';
    }
}
