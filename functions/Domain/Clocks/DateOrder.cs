namespace FrontDoor.Domain.Clocks;

/// <summary>Which of day and month the two numbers in front of a date can be.</summary>
public enum DateOrder : byte
{
    /// <summary>No date of three numbers, or no such day either way.</summary>
    None,

    /// <summary>Both could be the month, and it makes a difference.</summary>
    Either,
    DayFirst,
    MonthFirst,
}
