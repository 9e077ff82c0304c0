using FrontDoor.Domain.Calendars;

namespace FrontDoor.Domain.FeedHealth;

/// <summary>
/// On the first of a month: whether the records of four weeks came in clumps on certain weekdays. Held against the weekdays they would have
/// come on had the same
/// delays befallen the same events whatever their weekday: domestic abuse peaks at weekends, some records take a day and some three, and
/// neither is a clump.
/// </summary>
public static class WeekdaySkew
{
    // Chi-square at one in a thousand, by degrees of freedom from 1: at one in a hundred, three feeds would be wrongly blamed every third
    // year.
    static readonly double[] s_oneInAThousand = [10.83, 13.82, 16.27, 18.47, 20.52, 22.46];
    const int FewestExpected = 5;

    public static bool Holds(FeedBaseline past)
    {
        if (DayNumber.ToLocalDate(past.Today.Day).Day != 1) return false;
        var (rules, window) = (past.Rules, past.Before(past.Rules.SkewDays).ToList());
        if (window.Count < rules.SkewDays || window.Sum(day => day.Rows) < rules.SkewRows) return false;
        // which moves records to other weekdays
        if (window.Any(day => day is { IsHoliday: true, IsDue: false } && !DayNumber.IsWeekend(day.Day))) return false;
        var due = window.Where(day => day.IsDue).Select(day => DayNumber.DayOfWeek(day.Day)).Distinct().Order().ToList();
        if (due.Count < 2) return false; // a weekly feed comes on its day

        var weeks = window.Chunk(7).Select(week => Received(week, due)).ToList();
        var received = due.Select((_, slot) => weeks.Sum(week => week[slot])).ToList();
        var expected = Expected(window, due);
        return IsBeyondChance(received, expected, rules)
            && Enumerable.Range(0, due.Count).Any(slot => expected[slot] >= FewestExpected
                && weeks.Count(week => week[slot] >= rules.SkewTimes * expected[slot] / weeks.Count) >= rules.SkewWeeks);
    }

    static int[] Received(IEnumerable<ReceivedDay> days, List<int> due)
    {
        var received = new int[due.Count];
        foreach (var day in days) received[Slot(day.Day, due)] += day.Events.Sum(one => one.Count);
        return received;
    }

    /// <summary>
    /// How many records each weekday on which a file is due would have had: all events share the delays, counted in files from the first
    /// that could have held the event.
    /// Events of days without a file share theirs with those as long before the next, for they have waited already.
    /// </summary>
    static double[] Expected(List<ReceivedDay> window, List<int> due)
    {
        var (events, delays) = (new double[7, due.Count], new double[7, due.Count]); // by days until a file is due
        foreach (var day in window)
            foreach (var (eventDay, count) in day.Events)
            {
                var (first, wait) = (Slot(eventDay, due), Wait(eventDay, due));
                events[wait, first] += count;
                delays[wait, (Slot(day.Day, due) - first + due.Count) % due.Count] += count;
            }
        var expected = new double[due.Count];
        for (var wait = 0; wait < 7; wait++)
        {
            var all = Enumerable.Range(0, due.Count).Sum(slot => events[wait, slot]);
            for (var first = 0; first < due.Count && all > 0; first++)
                for (var files = 0; files < due.Count; files++)
                    expected[(first + files) % due.Count] += events[wait, first] * delays[wait, files] / all;
        }
        return expected;
    }

    static int Wait(int day, List<int> due) => Enumerable.Range(0, 7).First(wait => due.Contains(DayNumber.DayOfWeek(day + wait)));

    static int Slot(int day, List<int> due) => due.IndexOf(DayNumber.DayOfWeek(day + Wait(day, due)));

    static bool IsBeyondChance(List<int> received, double[] expected, HealthRules rules)
    {
        var cells = Enumerable.Range(0, expected.Length).Where(slot => expected[slot] >= FewestExpected).ToList();
        if (cells.Count < 2) return false;
        var square = cells.Sum(slot => (received[slot] - expected[slot])
            * (received[slot] - expected[slot]) / expected[slot]) / rules.Spread;
        return square > s_oneInAThousand[cells.Count - 2];
    }
}
