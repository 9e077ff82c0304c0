using FrontDoor.Domain.Clocks;
using FrontDoor.Formats.Rows;

namespace FrontDoor.Formats.Dates;

/// <summary>Counts the cells of one column of one part by how their dates are written.</summary>
public static class DateCounting
{
    /// <param name="isMoment">The column is agreed to hold times; of one that is agreed to hold days a midnight says nothing.</param>
    public static void Take(this DateCounts counts, ReadOnlySpan<byte> cell, CellNote note, bool isMoment, int receivedOn)
    {
        if (cell.IsEmpty) return;
        if (isMoment) counts.TakeTime(note == CellNote.WholeDay ? DayEdge.Start : TimeOfDayText.EdgeOf(cell, receivedOn));
        if (note is CellNote.Date or CellNote.WholeDay)
        {
            TakeCell(counts, cell, receivedOn);
            return;
        }
        var order = note switch
        {
            CellNote.JoinedEither => DateOrder.Either,
            CellNote.JoinedDayFirst => DateOrder.DayFirst,
            _ => DateOrders.OrderOf(cell),
        };
        if (order != DateOrder.None) TakeOrder(counts, order, IsDotted(cell));
        else if (DateOrders.CouldBeSwapped(cell) is { } isLow)
        {
            if (isLow) counts.YearFirstLow++;
            else counts.YearFirstHigh++;
        }
        else if (DateOrders.IsYearThenDay(cell)) counts.YearThenDay++;
        else TakeSerial(counts, cell, receivedOn);
    }

    static void TakeCell(DateCounts counts, ReadOnlySpan<byte> cell, int receivedOn)
    {
        if (DateOrders.CouldBeSwapped(cell) is not { } isLow) return;
        if (isLow) counts.CellsLow++;
        else counts.CellsHigh++;
        if (isLow && IsCredibleSwapped(cell, receivedOn)) counts.CellsCredible++;
    }

    /// <summary>A spreadsheet's number in a CSV was a date cell.</summary>
    static void TakeSerial(DateCounts counts, ReadOnlySpan<byte> cell, int receivedOn)
    {
        Span<byte> date = stackalloc byte[RestatedDate.Length];
        TakeCell(counts, date[..RestatedDate.FromSerial(cell, receivedOn, date)], receivedOn);
    }

    /// <summary>Whether a date cell can be one of the other order: not where day and month changed would lie after receipt, and the date
    /// itself does not.</summary>
    public static bool IsCredibleSwapped(ReadOnlySpan<byte> cell, int receivedOn) => DateOrders.CouldBeSwapped(cell) == true
        && (TimeText.ParseDay(Swapped(cell)) <= receivedOn || TimeText.ParseDay(cell) > receivedOn);

    public static void TakeTime(this DateCounts counts, DayEdge? edge)
    {
        if (edge == DayEdge.Start) counts.Midnights++;
        else if (edge == DayEdge.End) counts.DayEnds++;
        else if (edge == DayEdge.None) counts.OtherTimes++;
    }

    static void TakeOrder(DateCounts counts, DateOrder order, bool isDotted)
    {
        if (order == DateOrder.Either)
        {
            counts.Either++;
            if (!isDotted) counts.Left++;
        }
        else if (order == DateOrder.DayFirst) counts.DayFirst++;
        else counts.MonthFirst++;
        if (order != DateOrder.Either && !isDotted) counts.Refused++;
    }

    /// <summary>No spreadsheet of Britain or America takes 14.02.2019 for a date.</summary>
    static bool IsDotted(ReadOnlySpan<byte> cell) => cell.Length > 2 && (cell[1] == '.' || cell[2] == '.');

    /// <summary>yyyy-MM-dd with day and month changed.</summary>
    public static byte[] Swapped(ReadOnlySpan<byte> joined) =>
        [.. joined[..5], .. joined[8..10], (byte)'-', .. joined[5..7], .. joined[10..]];
}
