namespace FrontDoor.Domain.Clocks;

/// <summary>What a limit counts: clock hours run through nights, weekends and bank holidays; the rest do not.
/// <see cref="TimeUnits"/> has a line for each.</summary>
public enum TimeUnit
{
    ClockHours,
    WorkingHours,
    WorkingDays,
    SchoolDays,
    CalendarDays,
}
