using NodaTime;

namespace FrontDoor.Domain.Calendars;

/// <summary>Working days: Monday to Friday, bank holidays of England and Wales apart, over whole years that are known.</summary>
public sealed class WorkingCalendar
{
    readonly CountedDays _days;

    public WorkingCalendar(BankHolidays holidays)
    {
        ArgumentNullException.ThrowIfNull(holidays);
        HashSet<int> closed = [.. holidays.Days.Select(day => DayNumber.Of(day.Date))];
        _days = new(new(holidays.FirstYear, 1, 1), new(holidays.LastYear, 12, 31), "working days", "calendars/bank-holidays.json",
            day => DayNumber.DayOfWeek(day) < 5 && !closed.Contains(day));
    }

    /// <summary>The calendar that ships.</summary>
    public static WorkingCalendar EnglandAndWales { get; } = new(BankHolidays.Shipped);

    public LocalDate FirstDay => _days.FirstDay;

    public LocalDate LastDay => _days.LastDay;

    public bool IsWorkingDay(LocalDate day) => _days.Counts(DayNumber.Of(day));

    /// <summary>The nth working day after day 0, the trigger, which itself never counts: "15 working days after" (Working
    /// Together).</summary>
    public LocalDate AddWorkingDays(LocalDate day0, int n) => DayNumber.ToLocalDate(_days.Add(DayNumber.Of(day0), n));

    /// <summary>Working days in (from, to]; from may not be after to.</summary>
    public int CountWorkingDays(LocalDate from, LocalDate to) => _days.Count(DayNumber.Of(from), DayNumber.Of(to));

    /// <summary>Working days in (fromDay, toDay], as day numbers; false when either lies outside the calendar or they run
    /// backwards.</summary>
    public bool TryCount(int fromDay, int toDay, out int count) => _days.TryCount(fromDay, toDay, out count);

    internal CountedDays Days => _days;
}
