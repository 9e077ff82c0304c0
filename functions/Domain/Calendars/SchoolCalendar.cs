using NodaTime;

namespace FrontDoor.Domain.Calendars;

/// <summary>School days of one authority: Monday to Friday within a term, bank holidays and INSET days apart.</summary>
public sealed class SchoolCalendar
{
    readonly HashSet<int> _term;

    public SchoolCalendar(SchoolYear year, BankHolidays holidays)
    {
        ArgumentNullException.ThrowIfNull(year);
        ArgumentNullException.ThrowIfNull(holidays);
        HashSet<int> closed = [.. holidays.Days.Select(day => DayNumber.Of(day.Date)), .. year.Inset.Select(DayNumber.Of)];
        _term = [.. year.Terms.SelectMany(term =>
            Enumerable.Range(DayNumber.Of(term.First), Period.DaysBetween(term.First, term.Last) + 1))];
        Days = new(year.First, year.Last, "school days", "calendars/school-terms.json",
            day => DayNumber.DayOfWeek(day) < 5 && _term.Contains(day) && !closed.Contains(day));
    }

    /// <summary>By the terms that stand for authorities that gave none.</summary>
    public static SchoolCalendar Usual { get; } = new(SchoolTerms.Shipped.Of(null), BankHolidays.Shipped);

    public bool IsSchoolDay(LocalDate day) => Days.Counts(DayNumber.Of(day));

    /// <summary>Whether the day lies between the first and the last day of a half term; its weekends do.</summary>
    public bool IsTerm(LocalDate day) => _term.Contains(DayNumber.Of(day));

    /// <summary>The nth school day after day 0, which itself never counts.</summary>
    public LocalDate AddSchoolDays(LocalDate day0, int n) => DayNumber.ToLocalDate(Days.Add(DayNumber.Of(day0), n));

    /// <summary>School days in (from, to]; from may not be after to.</summary>
    public int CountSchoolDays(LocalDate from, LocalDate to) => Days.Count(DayNumber.Of(from), DayNumber.Of(to));

    internal CountedDays Days { get; }
}
