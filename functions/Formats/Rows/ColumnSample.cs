using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Identifiers;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Csv;

namespace FrontDoor.Formats.Rows;

/// <summary>A look at what stands in one field of the first records below a header: whether it could be values of a column.</summary>
static class ColumnSample
{
    const int RecordsRead = 50;

    /// <summary>Whether most that is filled is of the column's type; null where nothing is.</summary>
    public static bool? Fits(Feed feed, SourceText text, char separator, RecordPlace rows, int field, int place)
    {
        using var records = new CsvRecords(text.Path, separator, null, rows);
        var (filled, fit) = (0, 0);
        for (var read = 0; read < RecordsRead && records.Read(); read++)
        {
            if (field >= records.FieldCount) continue;
            var cell = records.Field(field);
            var isNumber = text.Dates is not null && cell is [<= (byte)SheetNumber.DayMark, ..];
            cell = Row.Trim(cell);
            if (cell.IsEmpty || NoValue.Is(cell)) continue;
            filled++;
            if (Fits(feed, place, cell, isNumber)) fit++;
        }
        return filled == 0 ? null : fit * 2 > filled;
    }

    /// <param name="isNumber">Of a sheet: in a column of dates it is one.</param>
    static bool Fits(Feed feed, int place, ReadOnlySpan<byte> cell, bool isNumber) => feed.Columns[place].Type switch
    {
        ColumnType.Code => feed.Codes[place]!.Find(cell) >= 0,
        ColumnType.Time => isNumber || TimeOfDayText.IsTimeOfDay(cell),
        var type when type.IsDate() => isNumber || TimeText.Parse(cell).IsUsable || DateOrders.OrderOf(cell) != DateOrder.None,
        _ => true,
    };
}
