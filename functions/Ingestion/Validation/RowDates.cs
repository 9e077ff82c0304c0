using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Identifiers;
using FrontDoor.Formats.Dates;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Ingestion.Validation;

/// <summary>Handles dates and times that only the rest of the file or the day of receipt can settle: they are rewritten, or not
/// read.</summary>
sealed class RowDates(Feed feed, FileDates? dates, RowDefects defects, int receivedOn, bool isUtc)
{
    readonly Column[] _columns = [.. feed.Columns];
    readonly TimeSlot[] _times = [.. feed.Times];

    /// <summary>Whether a date was found that is only possible month first, before the file's dates were counted: what was read so far
    /// may be wrong.</summary>
    public bool NeedsOrders { get; private set; }

    /// <summary>A mark after a date that could be either, which keeps it from being read.</summary>
    public static ReadOnlySpan<byte> Doubt => " (day or month first?)"u8;

    /// <summary>Judges the row's dates and rewrites those not meant as they would be read: month first, ambiguous ones with a mark,
    /// midnights that are no time. Only for rows of the file, never for a stored version.</summary>
    public void Take(Row row)
    {
        if (dates is null) return;
        dates.Take(row);
        if (dates.IsAsAgreed) return;
        for (var place = 0; place < _columns.Length; place++)
            if (!row[place].IsEmpty && dates.Of(row.Part!, place) is var meant && meant != default) TakeDate(row, place, meant);
    }

    void TakeDate(Row row, int place, ColumnDates meant)
    {
        if (_columns[place].Type == ColumnType.Time)
        {
            row.Replace(place, default);
            row.Note(place, CellNote.NoTime);
            return;
        }
        Span<byte> text = stackalloc byte[RestatedDate.Length];
        if (IsInDoubt(row, place, meant)) row.Replace(place, [.. row[place], .. Doubt]);
        else if (meant.Order == ColumnOrder.MonthFirst && row.NoteOf(place) == CellNote.JoinedEither)
            row.Replace(place, DateCounting.Swapped(row[place]));
        else if (meant.Order == ColumnOrder.MonthFirst && RestatedDate.FromMonthFirst(row[place], receivedOn, text) is > 0 and var length)
            row.Replace(place, text[..length]);
        if (meant.IsDayOnly) TakeMidnight(row, place);
    }

    bool IsInDoubt(Row row, int place, ColumnDates meant) => row.NoteOf(place) switch
    {
        CellNote.Date or CellNote.WholeDay => IsCellInDoubt(row[place], meant),
        CellNote.JoinedEither => meant.Order == ColumnOrder.Doubtful,
        CellNote.JoinedDayFirst => false,
        _ => meant.Order == ColumnOrder.Doubtful && DateOrders.OrderOf(row[place]) == DateOrder.Either
            || meant.DoubtsYearFirst && DateOrders.CouldBeSwapped(row[place]) == true
            || meant.DoubtsCells && IsSerialInDoubt(row[place], meant),
    };

    bool IsCellInDoubt(ReadOnlySpan<byte> cell, ColumnDates meant) =>
        meant.DoubtsCells && DateOrders.CouldBeSwapped(cell) == true
        || meant.DoubtsCredibleCells && DateCounting.IsCredibleSwapped(cell, receivedOn);

    /// <summary>A number in a CSV that was a date cell of a spreadsheet.</summary>
    bool IsSerialInDoubt(ReadOnlySpan<byte> cell, ColumnDates meant)
    {
        Span<byte> date = stackalloc byte[RestatedDate.Length];
        return IsCellInDoubt(date[..RestatedDate.FromSerial(cell, receivedOn, date)], meant);
    }

    void TakeMidnight(Row row, int place)
    {
        Span<byte> text = stackalloc byte[RestatedDate.Length];
        var time = TimeText.Parse(row[place]);
        if (time.Reason == TimeReason.TwoDigitYear) time = TimeText.Parse(text[..RestatedDate.WithCentury(row[place], receivedOn, text)]);
        if (!time.IsMidnight && !time.IsDayEnd) return;
        RestatedDate.WriteDay(time.WithoutMidnight().WithoutDayEnd().Day, text);
        row.Replace(place, text[..RestatedDate.DayLength]);
    }

    /// <summary>Rewrites a date that cannot be read by itself, a two-digit year or a spreadsheet's number, if the day of receipt leaves
    /// one reading.</summary>
    public void Restate(int place, Row row, ValidatedRecord record)
    {
        if (row[place].EndsWith(Doubt))
        {
            defects.Add(record, Defects.DateAmbiguous, place);
            return;
        }
        NeedsOrders |= dates is { IsCounted: false } && row.Part is not null && DateOrders.OrderOf(row[place]) == DateOrder.MonthFirst;
        Span<byte> text = stackalloc byte[RestatedDate.Length];
        var isShort = record.Written[place].Reason == TimeReason.TwoDigitYear;
        var length = isShort ? RestatedDate.WithCentury(row[place], receivedOn, text) : RestatedDate.FromSerial(row[place], receivedOn,
            text);
        if (length == 0 || TimeText.Parse(text[..length]) is not { IsUsable: true } restated || isShort && !IsCredible(place, restated.Day))
        {
            defects.Add(record, DefectOf(_columns[place], record.Written[place]), place);
            return;
        }
        row.Replace(place, text[..length]);
        record.Written[place] = restated;
        defects.Add(record, isShort ? Defects.YearShort : Defects.DateSerial, place);
    }

    /// <summary>In 2026, the two digits 28 could only mean 1928: a slip, except in a date of birth.</summary>
    bool IsCredible(int place, int day) => place == feed.Child.DateOfBirth || receivedOn - day < Clock.LongAgoDays;

    static Defect DefectOf(Column column, WrittenTime written) =>
        written.Reason == TimeReason.Placeholder ? Defects.TimePlaceholder
        : written.Reason == TimeReason.DateMissing ? Defects.TimeWithoutDate
        : column.Type == ColumnType.Date ? Defects.DateInvalid
        : Defects.TimeInvalid;

    public void ReadTime(int slot, Row row, ValidatedRecord record)
    {
        var (column, time) = _times[slot];
        record.Times[slot] = time < 0 ? record.Written[column] : TimeText.Combine(record.Written[column], row[time]);
        if (isUtc && record.Times[slot] is { Form: TimeForm.Minute, HasOffset: false })
            record.Times[slot] = record.Times[slot] with { HasOffset = true };
        if (time >= 0 && record.Times[slot].Reason is TimeReason.TimeOfDayUnusable or TimeReason.TimeOfDayConflict)
            defects.Add(record, Defects.TimeInvalid, time);
        else if (time >= 0 && record.Times[slot].Reason == TimeReason.DateMissing && !record.Written[column].IsUnusable)
            defects.Add(record, Defects.TimeWithoutDate, column);
    }

    public void ReadVersion(Row row, ValidatedRecord record)
    {
        var version = feed.Version;
        record.Version = version < 0 ? null
            : feed.Columns[version].Type == ColumnType.Integer
                ? WholeNumber.TryRead(row[version], out var number) ? number : null
                : record.Written[version].IsUsable ? LocalSeconds(record.Written[version]) : null;
    }

    /// <summary>In London time, whatever offset it was written with, so that two versions can be compared.</summary>
    public static long LocalSeconds(WrittenTime version) =>
        version.HasOffset ? London.ToLocalSeconds(NodaTime.Instant.FromUnixTimeSeconds(version.LocalSeconds - version.OffsetSeconds))
        : version.LocalSeconds;
}
