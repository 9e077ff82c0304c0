using System.Text;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Identifiers;
using FrontDoor.Formats.Csv;

namespace FrontDoor.Formats.Rows;

/// <summary>Dates of a row whose time of day stands in a column of its own, or whose heading says the clock.</summary>
static class RowTimes
{
    /// <summary>Joins each time of day to its date.</summary>
    public static void Join(Row row, Header header, CsvRecords records)
    {
        foreach (var (place, field) in header.Times)
        {
            var time = field < records.FieldCount ? TextGuards.Off(row.TimeOfDay(records.Field(field)), apostrophes: true) : default;
            if (NoValue.IsMark(time))
            {
                row.Note(Domain.Feeds.Defects.NoValue, place);
                time = default;
            }
            if (!row[place].IsEmpty) Join(row, place, TimeText.Parse(row[place]), time);
            else if (TimeOfDayText.IsTimeOfDay(time)) row.Note(Domain.Feeds.Defects.TimeWithoutDate, place);
        }
    }

    /// <summary>A time says its clock where its heading does; a day alone and what says its offset itself stay. What may yet be read as a
    /// time says it too, and is none if it cannot be read so.</summary>
    public static void TakeZone(Row row, Feed feed, int place, string zone)
    {
        var cell = row[place];
        var time = TimeText.Parse(cell);
        var isTime = feed.Columns[place].Type == ColumnType.Time ? TimeOfDayText.EdgeOfAlone(cell) is not null
            : time is { Form: TimeForm.Minute, HasOffset: false } || time.IsUnusable && cell.ContainsAny(":."u8);
        if (isTime) row.Replace(place, [.. cell, .. Encoding.ASCII.GetBytes(" " + zone)]);
    }

    /// <summary>Where the date has another time than the cell beside it, neither is believed over the other; a time that cannot be read
    /// leaves the day standing.</summary>
    static void Join(Row row, int place, WrittenTime date, ReadOnlySpan<byte> time)
    {
        var joined = TimeText.Combine(date, time);
        if (!date.IsUsable || joined.Reason == TimeReason.TimeOfDayConflict)
        {
            // a short year, or a month first, is read later
            if (!time.IsEmpty && date.Reason != TimeReason.DateMissing)
                row.Replace(place, [.. row[place], .. date.IsUsable ? " / "u8 : " "u8, .. time]);
            return;
        }
        var order = DateOrders.OrderOf(row[place]); // of the date alone: it is written anew
        if (joined == date || time.IsEmpty && joined.Form == TimeForm.Minute) return; // written with an offset, it has its time
        if (row.NoteOf(place) == CellNote.WholeDay) row.Note(place, CellNote.Date);
        else if (order is DateOrder.Either or DateOrder.DayFirst)
            row.Note(place, order == DateOrder.Either ? CellNote.JoinedEither : CellNote.JoinedDayFirst);
        Span<byte> day = stackalloc byte[RestatedDate.DayLength];
        RestatedDate.WriteDay(joined.Day, day);
        if (joined.Reason == TimeReason.TimeOfDayUnusable)
        {
            row.Replace(place, day);
            row.Note(Domain.Feeds.Defects.TimeInvalid, place);
        }
        else row.Replace(place, time.IsEmpty ? day : [.. day, .. " "u8, .. time]);
    }
}
