namespace FrontDoor.Domain.Clocks;

/// <summary>What the cells of one column of one part of a file say of how its dates are written: how many are of each form.</summary>
public record DateCounts
{
    /// <summary>Texts that can only be day first.</summary>
    public int DayFirst { get; set; }

    /// <summary>Texts that can only be month first.</summary>
    public int MonthFirst { get; set; }

    /// <summary>Texts that can be either.</summary>
    public int Either { get; set; }

    /// <summary>Of the texts that can be one only, those that a spreadsheet of the other order would have left as they are.</summary>
    public int Refused { get; set; }

    /// <summary>Of those that can be either, those that any spreadsheet would have made a date of.</summary>
    public int Left { get; set; }

    /// <summary>Dates that a spreadsheet keeps, with days that could be a month.</summary>
    public int CellsLow { get; set; }

    /// <summary>The same with days that could not.</summary>
    public int CellsHigh { get; set; }

    /// <summary>Of those with days that could be a month, those that with day and month changed are no later than the file.</summary>
    public int CellsCredible { get; set; }

    /// <summary>Texts with the year first, with days that could be a month.</summary>
    public int YearFirstLow { get; set; }

    /// <summary>The same with days that could not.</summary>
    public int YearFirstHigh { get; set; }

    /// <summary>Texts with the year first that can only have the day before the month.</summary>
    public int YearThenDay { get; set; }

    public int Midnights { get; set; }

    /// <summary>Times that are the end of a day, which programs write for one as well.</summary>
    public int DayEnds { get; set; }

    /// <summary>Times that are neither.</summary>
    public int OtherTimes { get; set; }
}
