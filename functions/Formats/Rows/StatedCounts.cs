using System.Globalization;
using FrontDoor.Formats.Content;

namespace FrontDoor.Formats.Rows;

/// <summary>Holds what a file says of its own length against what was read of it.</summary>
sealed class StatedCounts
{
    readonly List<FileDefect> _defects = [];
    FilePart _part = null!;
    int _records;
    int _lines;
    int _recordsSince;
    int _linesSince;

    public IReadOnlyList<FileDefect> Defects => _defects;

    public void BeginPart(FilePart part) => (_part, _records, _lines, _recordsSince, _linesSince) = (part, 0, 0, 0, 0);

    /// <param name="isAnotherChild">A second child of one line is another record, not another line; a sender may count either.</param>
    public void Count(RecordKind kind, bool isAnotherChild)
    {
        if (kind is not (RecordKind.Row or RecordKind.Unsplit)) return;
        (_records, _recordsSince) = (_records + 1, _recordsSince + 1);
        if (!isAnotherChild) (_lines, _linesSince) = (_lines + 1, _linesSince + 1);
    }

    /// <summary>A footer says how many there are: of the file, or since the footer before it.</summary>
    public void Say(int line, int count)
    {
        if (count != _recordsSince && count != _linesSince) Hold(line, count);
        (_recordsSince, _linesSince) = (0, 0);
    }

    /// <summary>What the lines above the header said can be held against the whole part alone.</summary>
    public void EndPart()
    {
        if (_part.Header.Stated is { } stated) Hold(stated.Line, stated.Count);
    }

    void Hold(int line, int count)
    {
        if (count == _records || count == _lines) return;
        var found = string.Create(CultureInfo.InvariantCulture, $"the file says {count}, {_records} were read");
        _defects.Add(new FileDefect(Domain.Feeds.Defects.CountMismatch, line, null, found) { Part = _part.Number });
    }
}
