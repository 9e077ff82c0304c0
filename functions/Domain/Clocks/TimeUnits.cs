namespace FrontDoor.Domain.Clocks;

/// <summary>The units of limits. A new unit is a member of <see cref="TimeUnit"/> and a line here.</summary>
public static class TimeUnits
{
    /// <summary>In the order in which they are listed to people.</summary>
    public static IReadOnlyList<TimeUnitEntry> Table { get; } =
    [
        new(TimeUnit.ClockHours, "clock hours", "h", "h", DeadlineRules.TryClockHours),
        new(TimeUnit.WorkingHours, "working hours", "working hour", "working hours", DeadlineRules.TryWorkingHours)
        {
            CountsByCouncil = true,
        },
        new(TimeUnit.WorkingDays, "working days", "working day", "working days", DeadlineRules.TryWorkingDays),
        new(TimeUnit.SchoolDays, "school days", "school day", "school days", DeadlineRules.TrySchoolDays) { CountsByCouncil = true },
        new(TimeUnit.CalendarDays, "calendar days", "calendar day", "calendar days", DeadlineRules.TryCalendarDays),
    ];

    static readonly TimeUnitEntry[] s_byUnit = [.. Table.OrderBy(entry => entry.Unit)];

    public static TimeUnitEntry Of(TimeUnit unit) => s_byUnit[(int)unit];
}
