using FrontDoor.Domain.Identifiers;

namespace FrontDoor.Formats.Rows;

/// <summary>Lines that name several children: a record for each.</summary>
public sealed partial class RowReader
{
    /// <summary>The first child the line names; where it names none, a record without one, which will be rejected for its key.</summary>
    void FirstChild(Row row)
    {
        _group = 0;
        while (_group < _header.Groups.Count && !IsFilled(_header.Groups[_group])) _group++;
        if (_group == _header.Groups.Count) _group = 0;
        Take(_header.Groups[_group++], row);
    }

    /// <summary>The next child of the line at hand.</summary>
    bool NextChild(Row row)
    {
        if (_group == 0) return false;
        while (_group < _header.Groups.Count && !IsFilled(_header.Groups[_group])) _group++;
        if (_group < _header.Groups.Count)
        {
            Take(_header.Groups[_group++], row);
            return true;
        }
        _group = 0;
        return false;
    }

    void Take(ChildGroup child, Row row)
    {
        row.Begin(_part, _part.Text.IsTranscript ? Math.Abs(PlaceOf(_records)) : _records.Line, child.Number);
        if (_part.Text.IsTranscript) TakeNotes(row, _records.Field(0));
        (_source, _fullName) = (child.Source, child.FullName);
        Fill(row);
        (_source, _fullName) = (_header.Source, _header.FullName);
    }

    /// <summary>A child whose every column holds NULL is none.</summary>
    bool IsFilled(ChildGroup child) =>
        child.Own.Any(field => field < _records.FieldCount && Row.Trim(_records.Field(field)) is { IsEmpty: false } cell
        && !NoValue.IsMark(cell));
}
