namespace FrontDoor.Domain.Clocks;

/// <summary>How the texts of one column of one part are to be read.</summary>
public enum ColumnOrder : byte
{
    DayFirst,
    MonthFirst,

    /// <summary>A date that could be either is not read.</summary>
    Doubtful,
}

/// <summary>How the dates of one column of one part are to be read; the default is as agreed.</summary>
public readonly record struct ColumnDates(ColumnOrder Order)
{
    /// <summary>A spreadsheet may have swapped day and month of the dates it keeps, where that is possible.</summary>
    public bool DoubtsCells { get; init; }

    /// <summary>The same where the dates changed would not lie after receipt: text stands beside them in other columns.</summary>
    public bool DoubtsCredibleCells { get; init; }

    /// <summary>The same of dates that it, or a program behind it, wrote with the year first.</summary>
    public bool DoubtsYearFirst { get; init; }

    /// <summary>Its midnights and ends of days are no times.</summary>
    public bool IsDayOnly { get; init; }
}
