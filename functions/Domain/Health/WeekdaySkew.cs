namespace FrontDoor.Domain;

/// <summary>
/// On the first of a month: whether records of four weeks came on other weekdays than their events, shifted by the usual delay, explain. Compared with
/// events and not with an even week, for domestic abuse peaks at weekends, and a Monday's peak is partly true.
/// </summary>
public static class WeekdaySkew
{
    // Chi-square at one in a thousand, by degrees of freedom from 1: at one in a hundred, three feeds would be wrongly blamed every third year.
    static readonly double[] s_oneInAThousand = [10.83, 13.82, 16.27, 18.47, 20.52, 22.46];
    const int FewestExpected = 5;

    public static bool Holds(Past past)
    {
        if (DayNumber.ToLocalDate(past.Today.Day).Day != 1 || past.DelayMedian is not { } delay) return false;
        var (rules, received, expected) = (past.Rules, new double[7], new double[7]);
        var window = past.Before(rules.SkewDays).ToList();
        if (window.Count < rules.SkewDays || window.Sum(day => day.Rows) < rules.SkewRows) return false;
        if (window.Any(day => day is { IsHoliday: true, IsDue: false } && !DayNumber.IsWeekend(day.Day))) return false; // which moves records to other weekdays
        var due = window.Where(day => day.IsDue).Select(day => DayNumber.DayOfWeek(day.Day)).ToHashSet();
        if (due.Count < 2) return false; // a weekly feed comes on its day
        foreach (var day in window)
            foreach (var (eventDay, count) in day.Events)
            {
                received[DayNumber.DayOfWeek(day.Day)] += count;
                expected[DueFrom(eventDay + delay, due)] += count;
            }
        return IsSkewed(received, expected, rules)
            && Enumerable.Range(0, 7).Any(weekday => expected[weekday] >= FewestExpected && received[weekday] >= rules.SkewTimes * expected[weekday]
                && window.Count(day => DayNumber.DayOfWeek(day.Day) == weekday && day.Rows > expected[weekday] * 7 / rules.SkewDays) >= rules.SkewWeeks);
    }

    static int DueFrom(int day, HashSet<int> due)
    {
        while (!due.Contains(DayNumber.DayOfWeek(day))) day++;
        return DayNumber.DayOfWeek(day);
    }

    static bool IsSkewed(double[] received, double[] expected, HealthRules rules)
    {
        var cells = Enumerable.Range(0, 7).Where(day => expected[day] >= FewestExpected).ToList();
        if (cells.Count < 2) return false;
        var square = cells.Sum(day => (received[day] - expected[day]) * (received[day] - expected[day]) / expected[day]) / rules.Spread;
        return square > s_oneInAThousand[cells.Count - 2];
    }
}
