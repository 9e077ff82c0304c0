using System.Diagnostics.CodeAnalysis;

namespace FrontDoor.Domain.Clocks;

/// <summary>How a file wrote its dates, as it first came: kept where a child was erased from it, so that its other rows are read as
/// before.</summary>
/// <param name="MonthFirst">Dates that were possible only month first, where no agreed column shows the order.</param>
/// <param name="DayFirst">The same of day first.</param>
public sealed record FileDateCounts(IReadOnlyList<ColumnDateCounts> Columns, int MonthFirst, int DayFirst);

/// <summary>The counts of one column of one part of such a file.</summary>
public sealed record ColumnDateCounts : DateCounts
{
    public ColumnDateCounts()
    {
    }

    [SetsRequiredMembers]
    public ColumnDateCounts(int part, string column, DateCounts counts)
        : base(counts) => (Part, Column) = (part, column);

    public required int Part { get; init; }

    /// <summary>As the contract names it.</summary>
    public required string Column { get; init; }
}
