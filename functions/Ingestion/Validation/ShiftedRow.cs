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

    /// <summary>A shift is accepted if it makes at least this many more cells right: one may be a slip.</summary>
    const int Evidence = 2;

    /// <summary>Only a row with unreadable cells is checked.</summary>
    public bool Is(Row row, ValidatedRecord record)
    {
        if (row.Part is not { Header: { Line: > 0, Groups.Count: 0 } header } || !record.Defects.Exists(Misfits)) return false;
        var (places, wrong) = (header.ColumnOf, 0);
        foreach (var place in places)
            if (place >= 0 && !Fits(place, row[place])) wrong++;
        return wrong >= Evidence && wrong - Math.Min(WrongWhenShifted(row, places, -1), WrongWhenShifted(row, places, 1)) >= Evidence;
    }

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
            if (!FitsFrom(row, places, field, field)) before++;
            if (!FitsFrom(row, places, field, field + by)) after--;
            least = Math.Min(least, before + after);
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
