using FrontDoor.Domain.Clocks;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Formats.Dates;

/// <summary>What the cells of one column of one part say of how its dates are written.</summary>
public sealed class DateCounts
{
    /// <summary>Texts that can only be day first.</summary>
    public int DayFirst { get; private set; }

    /// <summary>Texts that can only be month first.</summary>
    public int MonthFirst { get; private set; }

    /// <summary>Texts that can be either.</summary>
    public int Either { get; private set; }

    /// <summary>Of the texts that can be one only, those that a spreadsheet of the other order would have left as they are.</summary>
    public int Refused { get; private set; }

    /// <summary>Of those that can be either, those that any spreadsheet would have made a date of.</summary>
    public int Left { get; private set; }

    /// <summary>Dates that a spreadsheet keeps, with days that could be a month.</summary>
    public int CellsLow { get; private set; }

    /// <summary>The same with days that could not.</summary>
    public int CellsHigh { get; private set; }

    /// <summary>Of those with days that could be a month, those that with day and month changed are no later than the file.</summary>
    public int CellsCredible { get; private set; }

    /// <summary>Texts with the year first, with days that could be a month.</summary>
    public int YearFirstLow { get; private set; }

    /// <summary>The same with days that could not.</summary>
    public int YearFirstHigh { get; private set; }

    /// <summary>Texts with the year first that can only have the day before the month.</summary>
    public int YearThenDay { get; private set; }

    public int Midnights { get; private set; }

    /// <summary>Times that are the end of a day, which programs write for one as well.</summary>
    public int DayEnds { get; private set; }

    /// <summary>Times that are neither.</summary>
    public int OtherTimes { get; private set; }

    /// <summary>Its counts, as they are kept of a file from which a child is erased.</summary>
    public ColumnDateCounts Kept(int part, string column) => new()
    {
        Part = part,
        Column = column,
        DayFirst = DayFirst,
        MonthFirst = MonthFirst,
        Either = Either,
        Refused = Refused,
        Left = Left,
        CellsLow = CellsLow,
        CellsHigh = CellsHigh,
        CellsCredible = CellsCredible,
        YearFirstLow = YearFirstLow,
        YearFirstHigh = YearFirstHigh,
        YearThenDay = YearThenDay,
        Midnights = Midnights,
        DayEnds = DayEnds,
        OtherTimes = OtherTimes,
    };

    public static DateCounts Of(ColumnDateCounts kept) => new()
    {
        DayFirst = kept.DayFirst,
        MonthFirst = kept.MonthFirst,
        Either = kept.Either,
        Refused = kept.Refused,
        Left = kept.Left,
        CellsLow = kept.CellsLow,
        CellsHigh = kept.CellsHigh,
        CellsCredible = kept.CellsCredible,
        YearFirstLow = kept.YearFirstLow,
        YearFirstHigh = kept.YearFirstHigh,
        YearThenDay = kept.YearThenDay,
        Midnights = kept.Midnights,
        DayEnds = kept.DayEnds,
        OtherTimes = kept.OtherTimes,
    };

    /// <param name="isMoment">The column is agreed to hold times; of one that is agreed to hold days a midnight says nothing.</param>
    public void Take(ReadOnlySpan<byte> cell, CellNote note, bool isMoment, int receivedOn)
    {
        if (cell.IsEmpty) return;
        if (isMoment) TakeTime(note == CellNote.WholeDay ? DayEdge.Start : TimeOfDayText.EdgeOf(cell, receivedOn));
        if (note is CellNote.Date or CellNote.WholeDay)
        {
            TakeCell(cell, receivedOn);
            return;
        }
        var order = note switch
        {
            CellNote.JoinedEither => DateOrder.Either,
            CellNote.JoinedDayFirst => DateOrder.DayFirst,
            _ => DateOrders.OrderOf(cell),
        };
        if (order != DateOrder.None) TakeOrder(order, IsDotted(cell));
        else if (DateOrders.CouldBeSwapped(cell) is { } isLow)
            (YearFirstLow, YearFirstHigh) = isLow ? (YearFirstLow + 1, YearFirstHigh) : (YearFirstLow, YearFirstHigh + 1);
        else if (DateOrders.IsYearThenDay(cell)) YearThenDay++;
        else TakeSerial(cell, receivedOn);
    }

    void TakeCell(ReadOnlySpan<byte> cell, int receivedOn)
    {
        if (DateOrders.CouldBeSwapped(cell) is not { } isLow) return;
        (CellsLow, CellsHigh) = isLow ? (CellsLow + 1, CellsHigh) : (CellsLow, CellsHigh + 1);
        if (isLow && IsCredibleSwapped(cell, receivedOn)) CellsCredible++;
    }

    /// <summary>A spreadsheet's number in a CSV was a date cell.</summary>
    void TakeSerial(ReadOnlySpan<byte> cell, int receivedOn)
    {
        Span<byte> date = stackalloc byte[RestatedDate.Length];
        TakeCell(date[..RestatedDate.FromSerial(cell, receivedOn, date)], receivedOn);
    }

    /// <summary>Whether a date cell can be one of the other order: not where day and month changed would lie after receipt, and the date
    /// itself does not.</summary>
    public static bool IsCredibleSwapped(ReadOnlySpan<byte> cell, int receivedOn) => DateOrders.CouldBeSwapped(cell) == true
        && (TimeText.ParseDay(Swapped(cell)) <= receivedOn || TimeText.ParseDay(cell) > receivedOn);

    public void TakeTime(DayEdge? edge)
    {
        if (edge == DayEdge.Start) Midnights++;
        else if (edge == DayEdge.End) DayEnds++;
        else if (edge == DayEdge.None) OtherTimes++;
    }

    void TakeOrder(DateOrder order, bool isDotted)
    {
        if (order == DateOrder.Either) (Either, Left) = (Either + 1, isDotted ? Left : Left + 1);
        else if (order == DateOrder.DayFirst) DayFirst++;
        else MonthFirst++;
        if (order != DateOrder.Either && !isDotted) Refused++;
    }

    /// <summary>No spreadsheet of Britain or America takes 14.02.2019 for a date.</summary>
    static bool IsDotted(ReadOnlySpan<byte> cell) => cell.Length > 2 && (cell[1] == '.' || cell[2] == '.');

    /// <summary>yyyy-MM-dd with day and month changed.</summary>
    public static byte[] Swapped(ReadOnlySpan<byte> joined) =>
        [.. joined[..5], .. joined[8..10], (byte)'-', .. joined[5..7], .. joined[10..]];
}
