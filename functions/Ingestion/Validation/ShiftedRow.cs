using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Identifiers;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Ingestion.Validation;

/// <summary>Finds rows whose cells are shifted by one column: a time from the next column could make a late record look in
/// time.</summary>
sealed class ShiftedRow(Feed feed, SpellingMemo?[] spellings, Identifiers identifiers)
{
    readonly Column[] _columns = [.. feed.Columns];

    /// <summary>A shift is accepted if it makes at least this many more cells right: one may be a slip. But one is enough where the shift
    /// leaves no cell wrong and gives a time to another column.</summary>
    const int Evidence = 2;

    /// <summary>Only a row with unreadable cells is checked.</summary>
    public bool Is(Row row, ValidatedRecord record)
    {
        if (row.Part is not { Header: { Line: > 0, Groups.Count: 0 } header } || !record.Defects.Exists(Misfits)) return false;
        var (places, wrong, first) = (header.ColumnOf, 0, -1);
        for (var field = places.Length - 1; field >= 0; field--)
            if (places[field] >= 0 && !Fits(places[field], row[places[field]])) (wrong, first) = (wrong + 1, field);
        if (wrong < Evidence) return wrong > 0 && IsCuredWithTimes(row, places, first);
        return wrong - Math.Min(WrongWhenShifted(row, places, -1), WrongWhenShifted(row, places, 1)) >= Evidence;
    }

    /// <summary>Whether every cell is right if, from some column on, each takes the cell before it: one was left out there, and an empty
    /// one too many stands at the end.</summary>
    /// <param name="wrong">The only field that is wrong as it stands.</param>
    bool IsCuredWithTimes(Row row, int[] places, int wrong)
    {
        if (places[^1] >= 0 && !row[places[^1]].IsEmpty) return false;
        var (isCured, hasTimes) = (true, false);
        for (var field = places.Length - 1; field >= 0 && isCured; field--)
        {
            if (field <= wrong && hasTimes) return true; // what is left of this gap is right as it stands
            isCured = FitsFrom(row, places, field, field - 1);
            hasTimes |= field > 0 && places[field] >= 0 && IsTime(places[field]) && places[field - 1] >= 0
                && row[places[field - 1]] is { IsEmpty: false } before && !before.SequenceEqual(row[places[field]]);
        }
        return false;
    }

    bool IsTime(int place) => _columns[place].Type is ColumnType.Date or ColumnType.LocalDateTime or ColumnType.Instant;

    static bool Misfits(RowDefect defect) => defect.Column >= 0 && !ReferenceEquals(defect.Defect, Defects.ValueMissing);

    /// <summary>How many cells are wrong if, from the best column on, each column takes the next cell.</summary>
    int WrongWhenShifted(Row row, int[] places, int by)
    {
        var (before, after) = (0, 0);
        for (var field = 0; field < places.Length; field++)
            if (!FitsFrom(row, places, field, field + by)) after++;
        var least = after;
        for (var field = 0; field < places.Length; field++)
        {
            var isWrong = !FitsFrom(row, places, field, field);
            if (!FitsFrom(row, places, field, field + by)) after--;
            least = Math.Min(least, before + after + (isWrong && by > 0 ? 1 : 0)); // a cell left out here: its place has the next one's
            if (isWrong) before++;
        }
        return least;
    }

    bool FitsFrom(Row row, int[] places, int field, int from) =>
        places[field] < 0 || Fits(places[field], from < 0 || from >= places.Length || places[from] < 0 ? default : row[places[from]]);

    /// <summary>Whether the column could hold this value: a typed column needs its type, and text must not be a date. Nothing fits every
    /// column.</summary>
    bool Fits(int place, ReadOnlySpan<byte> cell) => cell.IsEmpty || _columns[place].Type switch
    {
        ColumnType.Code => spellings[place]!.Find(cell) != Spellings.Unmapped || NoValue.IsMark(cell),
        ColumnType.Date or ColumnType.LocalDateTime
            or ColumnType.Instant =>
            TimeText.Parse(cell) is var time && (time.IsUsable || time.Reason == TimeReason.Placeholder || cell.EndsWith(RowDates.Doubt)),
        ColumnType.Integer => WholeNumber.TryRead(cell, out _),
        ColumnType.Text => !cell.Contains((byte)'/') || !TimeText.Parse(cell).IsUsable,
        _ => identifiers.Check(_columns[place].Type, cell) is null,
    };
}
