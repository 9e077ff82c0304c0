using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>Dates and times of a row: those that only the rest of the file or the day of receipt can settle are written anew, or not read.</summary>
public sealed partial class Validate
{
    /// <summary>Dates of columns that write the month first are written anew; where a column holds both orders, a date that could be either is marked so, and not read. For rows of the file alone, never for one that was kept.</summary>
    public void TakeOrders(Row row)
    {
        if (_orders is not { IsCounted: true, Defects.Count: > 0 }) return;
        Span<byte> text = stackalloc byte[TimeText.RestatedLength];
        foreach (var place in _feed.Dates)
            switch (_orders.Of(row.Part!, place))
            {
                case ColumnOrder.MonthFirst when TimeText.FromMonthFirst(row[place], _receivedOn, text) is > 0 and var length:
                    row.Replace(place, text[..length]);
                    break;
                case ColumnOrder.Doubtful when TimeText.OrderOf(row[place]) == DateOrder.Either:
                    row.Replace(place, [.. row[place], .. " (day or month first?)"u8]);
                    break;
                default:
                    break;
            }
    }

    /// <summary>A date that cannot be read by itself: a year of two digits, a spreadsheet's number. It is written anew where the day of receipt leaves one reading.</summary>
    void Restate(int place, Row row, Record record)
    {
        NeedsOrders |= _orders is { IsCounted: false } && row.Part is not null && TimeText.OrderOf(row[place]) == DateOrder.MonthFirst;
        Span<byte> text = stackalloc byte[TimeText.RestatedLength];
        var isShort = record.Written[place].Reason == TimeReason.TwoDigitYear;
        var length = isShort ? TimeText.WithCentury(row[place], _receivedOn, text) : TimeText.FromSerial(row[place], _receivedOn, text);
        if (length == 0 || TimeText.Parse(text[..length]) is not { IsUsable: true } restated || isShort && !IsCredible(place, restated.Day))
        {
            Add(record, DefectOf(_columns[place], record.Written[place]), place);
            return;
        }
        row.Replace(place, text[..length]);
        record.Written[place] = restated;
        Add(record, isShort ? Defects.YearShort : Defects.DateSerial, place);
    }

    /// <summary>Of two digits, 28 read in 2026 could only be 1928: a slip, but for a date of birth.</summary>
    bool IsCredible(int place, int day) => place == _feed.Child.DateOfBirth || _receivedOn - day < Clock.LongAgoDays;

    static Defect DefectOf(Column column, WrittenTime written) =>
        written.Reason == TimeReason.Placeholder ? Defects.TimePlaceholder
        : written.Reason == TimeReason.DateMissing ? Defects.TimeWithoutDate
        : column.Type == ColumnType.Date ? Defects.DateInvalid
        : Defects.TimeInvalid;

    void ReadTime(int slot, Row row, Record record)
    {
        var (column, time) = _times[slot];
        record.Times[slot] = time < 0 ? record.Written[column] : TimeText.Combine(record.Written[column], row[time]);
        if (_isUtc && record.Times[slot] is { Form: TimeForm.Minute, HasOffset: false }) record.Times[slot] = record.Times[slot] with { HasOffset = true };
        if (time >= 0 && record.Times[slot].Reason is TimeReason.TimeOfDayUnusable or TimeReason.TimeOfDayConflict)
            Add(record, Defects.TimeInvalid, time);
        else if (time >= 0 && record.Times[slot].Reason == TimeReason.DateMissing && !record.Written[column].IsUnusable)
            Add(record, Defects.TimeWithoutDate, column);
    }

    void ReadVersion(Row row, Record record)
    {
        var version = _feed.Version;
        record.Version = version < 0 ? null
            : _feed.Columns[version].Type == ColumnType.Integer
                ? WholeNumber.TryRead(row[version], out var number) ? number : null
                : record.Written[version].IsUsable ? LocalSeconds(record.Written[version]) : null;
    }

    /// <summary>On the clock of London, whatever offset it was written with, so that two versions compare.</summary>
    static long LocalSeconds(WrittenTime version) =>
        version.HasOffset ? London.ToLocalSeconds(NodaTime.Instant.FromUnixTimeSeconds(version.LocalSeconds - version.OffsetSeconds)) : version.LocalSeconds;
}
