namespace FrontDoor.Domain.FeedHealth;

/// <summary>A feed as it stood when a day was over: what had been received until then, and which of the days before were unusual. Detectors
/// see nothing else.</summary>
public sealed class FeedBaseline
{
    readonly IReadOnlyList<ReceivedDay> _days;
    readonly IReadOnlyList<bool> _unusual;
    readonly IReadOnlyDictionary<int, List<(int At, int Count)>> _eventDays;
    readonly int _at;

    internal FeedBaseline(IReadOnlyList<ReceivedDay> days, int at, IReadOnlyList<bool> unusual, IReadOnlyDictionary<int, List<(int At,
        int Count)>> eventDays, HealthRules rules)
    {
        (_days, _at, _unusual, _eventDays, Rules) = (days, at, unusual, eventDays, rules);
        Usual = UsualOn(at);
        DelayP95 = Delay(0.95);
    }

    public HealthRules Rules { get; }
    public ReceivedDay Today => _days[_at];

    /// <summary>Records usual for today: the median of the same weekday in comparable weeks, with those of holidays just before, which come
    /// today. Null: not learned yet.</summary>
    public double? Usual { get; }

    /// <summary>Days from event to receipt, at most but for one in twenty; null: not learned yet.</summary>
    public int? DelayP95 { get; }

    /// <summary>The day so many days ago; null before the feed began.</summary>
    public ReceivedDay? Ago(int days) => _at - days >= 0 ? _days[_at - days] : null;

    /// <summary>Days before today, the nearest first, at most so many.</summary>
    public IEnumerable<ReceivedDay> Before(int days) => Enumerable.Range(1, Math.Min(days, _at)).Select(ago => _days[_at - ago]);

    /// <summary>Of those, days on which all was as usual.</summary>
    public IEnumerable<ReceivedDay> UsualBefore(int days) =>
        Enumerable.Range(1, Math.Min(days, _at)).Where(ago => !_unusual[_at - ago]).Select(ago => _days[_at - ago]);

    /// <summary>What was usual for the day so many days ago, from what is known now.</summary>
    public double? UsualAgo(int days) => _at - days < 0 ? null : days == 0 ? Usual : UsualOn(_at - days);

    /// <summary>Records known by today of events of the day so many days ago.</summary>
    public int EventsAgo(int days) => Known(Today.Day - days);

    /// <summary>How many events that day usually has; 0 where the sender's calendar leaves it out; null: not learned yet.</summary>
    public double? UsualEventsAgo(int days)
    {
        if (Ago(days) is not { } day) return null;
        if (day is { IsHoliday: true, IsDue: false }) return 0;
        var counts = new List<int>();
        for (var week = 1; week <= Rules.WeeksBack && counts.Count < Rules.Weeks; week++)
            if (Ago(days + 7 * week) is { IsHoliday: false } other) counts.Add(Known(other.Day));
        return counts.Count < Rules.WeeksAtLeast ? null : Median(counts);
    }

    /// <summary>The count above which a day is beyond chance, where so many are usual.</summary>
    public double BeyondChance(double usual) => usual + Rules.Sigmas * Math.Sqrt(Math.Max(usual, 1) * Rules.Spread);

    int Known(int eventDay)
    {
        var known = 0;
        if (_eventDays.TryGetValue(eventDay, out var received))
            foreach (var (at, count) in received)
                if (at <= _at) known += count;
        return known;
    }

    double? UsualOn(int at)
    {
        if (SameWeekday(at) is not { } usual) return null;
        // What a bank holiday did not bring comes the day after.
        for (var before = at - 1; before >= 0 && at - before <= 4 && _days[before] is { IsHoliday: true, IsDue: false, Rows: 0 }; before--)
            usual += SameWeekday(before) ?? 0;
        return usual;
    }

    double? SameWeekday(int at)
    {
        var counts = new List<int>();
        for (var week = 1; week <= Rules.WeeksBack && counts.Count < Rules.Weeks; week++)
            if (at - 7 * week is >= 0 and var other && !_unusual[other] && !_days[other].IsHoliday)
                counts.Add(_days[other].Rows);
        return counts.Count < Rules.WeeksAtLeast ? null : Median(counts);
    }

    int? Delay(double share)
    {
        var counts = new Dictionary<int, int>();
        foreach (var day in UsualBefore(7 * Rules.WeeksBack))
            foreach (var (eventDay, count) in day.Events)
                counts[day.Day - eventDay] = counts.GetValueOrDefault(day.Day - eventDay) + count;
        var all = counts.Values.Sum();
        if (all < Rules.DelayRecords) return null;
        var seen = 0;
        foreach (var (delay, count) in counts.OrderBy(one => one.Key))
            if ((seen += count) >= all * share) return Math.Max(0, delay);
        throw new InvalidOperationException("More were counted than there are.");
    }

    static double Median(List<int> counts)
    {
        counts.Sort();
        var half = counts.Count / 2;
        return counts.Count % 2 == 1 ? counts[half] : (counts[half - 1] + counts[half]) / 2.0;
    }
}
