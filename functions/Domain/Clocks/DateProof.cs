namespace FrontDoor.Domain.Clocks;

/// <summary>What a sender's files proved of the order of day and month in one column: when the last was received that could only be read
/// one way.</summary>
public sealed record DateProof(string Column, DateTimeOffset? MonthFirst, DateTimeOffset? DayFirst)
{
    /// <summary>The last file that proved anything wrote the month first.</summary>
    public bool IsMonthFirst => MonthFirst is { } month && !(DayFirst > month);

    /// <summary>Together the same in whatever order the files are taken: of each kind the latest receipt counts.</summary>
    public static IReadOnlyList<DateProof> With(IReadOnlyList<DateProof> earlier, IReadOnlyList<(string Column, ColumnOrder Order)> proved,
        DateTimeOffset received) => With(earlier, [.. proved.Select(one => new DateProof(one.Column,
            one.Order == ColumnOrder.MonthFirst ? received : null, one.Order == ColumnOrder.DayFirst ? received : null))]);

    /// <summary>What two say together.</summary>
    public static IReadOnlyList<DateProof> With(IReadOnlyList<DateProof> earlier, IReadOnlyList<DateProof> others) =>
        others.Count == 0 ? earlier :
        [.. earlier.Concat(others)
            .GroupBy(one => one.Column, (column, all) =>
            all.Aggregate((one, other) =>
            new DateProof(column, Later(one.MonthFirst, other.MonthFirst), Later(one.DayFirst, other.DayFirst))))
            .OrderBy(one => one.Column, StringComparer.Ordinal)];

    static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
