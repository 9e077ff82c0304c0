namespace FrontDoor.Domain.Clocks;

/// <summary>How a file wrote its dates, as it first came: kept where a child was erased from it, so that its other rows are read as
/// before.</summary>
/// <param name="MonthFirst">Dates that were possible only month first, where no agreed column shows the order.</param>
/// <param name="DayFirst">The same of day first.</param>
public sealed record FileDateCounts(IReadOnlyList<ColumnDateCounts> Columns, int MonthFirst, int DayFirst);

/// <summary>The same of one column of one part of the file: how many cells were of each form.</summary>
public sealed record ColumnDateCounts
{
    public required int Part { get; init; }

    /// <summary>As the contract names it.</summary>
    public required string Column { get; init; }
    public int DayFirst { get; init; }
    public int MonthFirst { get; init; }
    public int Either { get; init; }
    public int Refused { get; init; }
    public int Left { get; init; }
    public int CellsLow { get; init; }
    public int CellsHigh { get; init; }
    public int CellsCredible { get; init; }
    public int YearFirstLow { get; init; }
    public int YearFirstHigh { get; init; }
    public int YearThenDay { get; init; }
    public int Midnights { get; init; }
    public int DayEnds { get; init; }
    public int OtherTimes { get; init; }
}
