using NodaTime;

namespace FrontDoor.Domain;

/// <summary>Working days: Monday to Friday, bank holidays of England and Wales apart, over whole years that are known.</summary>
public sealed class WorkingCalendar
{
    readonly int first; // day number of 1 January of the first year
    readonly ushort[] counted; // [i]: working days up to and including day first + i

    public WorkingCalendar(BankHolidays holidays)
    {
        ArgumentNullException.ThrowIfNull(holidays);
        (FirstDay, LastDay) = (new(holidays.FirstYear, 1, 1), new(holidays.LastYear, 12, 31));
        first = DayNumber.Of(FirstDay);
        counted = new ushort[DayNumber.Of(LastDay) - first + 1];
        HashSet<int> closed = [.. holidays.Days.Select(d => DayNumber.Of(d.Date))];
        ushort count = 0;
        for (var i = 0; i < counted.Length; i++)
            counted[i] = DayNumber.DayOfWeek(first + i) < 5 && !closed.Contains(first + i) ? ++count : count;
    }

    /// <summary>The calendar that ships.</summary>
    public static WorkingCalendar EnglandAndWales { get; } = new(BankHolidays.Shipped);

    public LocalDate FirstDay { get; }

    public LocalDate LastDay { get; }

    public bool IsWorkingDay(LocalDate day)
    {
        var at = At(day);
        return counted[at] != (at == 0 ? 0 : counted[at - 1]);
    }

    /// <summary>The nth working day after day 0, the trigger, which itself never counts: "15 working days after" (Working Together).</summary>
    public LocalDate AddWorkingDays(LocalDate day0, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        var at = At(day0);
        if (n == 0)
            return day0;
        var wanted = counted[at] + n;
        if (wanted > counted[^1])
            throw new OutsideCalendarException($"{n} working days after {day0:uuuu-MM-dd} lies beyond {LastDay:uuuu-MM-dd}, the last day known; extend calendars/bank-holidays.json.");
        int low = at + 1, high = counted.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = counted[middle] < wanted ? (middle + 1, high) : (low, middle);
        }
        return DayNumber.ToLocalDate(first + low);
    }

    /// <summary>Working days in (from, to]; from may not be after to.</summary>
    public int CountWorkingDays(LocalDate from, LocalDate to)
    {
        if (from > to)
            throw new ArgumentException($"Counting working days from {from:uuuu-MM-dd} back to {to:uuuu-MM-dd}; expected the earlier day first.", nameof(from));
        return counted[At(to)] - counted[At(from)];
    }

    /// <summary>Working days in (fromDay, toDay], as day numbers; false when either lies outside the calendar or they run backwards.</summary>
    public bool TryCount(int fromDay, int toDay, out int count)
    {
        int from = fromDay - first, to = toDay - first;
        if ((uint)from >= (uint)counted.Length || (uint)to >= (uint)counted.Length || from > to)
        {
            count = 0;
            return false;
        }
        count = counted[to] - counted[from];
        return true;
    }

    int At(LocalDate day)
    {
        var at = DayNumber.Of(day) - first;
        return (uint)at < (uint)counted.Length
            ? at
            : throw new OutsideCalendarException($"{day:uuuu-MM-dd} lies outside {FirstDay:uuuu-MM-dd} to {LastDay:uuuu-MM-dd}, the days known; extend calendars/bank-holidays.json.");
    }
}
