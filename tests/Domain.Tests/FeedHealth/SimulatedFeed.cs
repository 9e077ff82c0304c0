using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.FeedHealth;
using FrontDoor.Domain.Feeds;
using NodaTime;

namespace FrontDoor.Domain.Tests;

/// <summary>What is invented of one agency: how many events on which weekdays, how long until they are sent, when its file goes.</summary>
sealed record Habits(string Feed, double EventsADay, double[] Weekdays, double[] Children, double DelayHours, double DelaySpread,
    double LateShare, double FileHour);

/// <summary>A fault put into a simulated feed: what it is, its days, and what may rightly be said of it besides.</summary>
/// <param name="Also">Other reasons that are true of those days.</param>
sealed record Fault(HealthReason Reason, int First, int Last, HealthReason Also = 0);

/// <summary>Months of one agency, event by event and file by file, with or without faults; the seed alone decides.</summary>
sealed class SimulatedFeed
{
    const int TailDays = 14;

    readonly Random _random;
    readonly Habits _habits;
    readonly DueDays _due;
    readonly int _first;
    readonly List<(int EventDay, double Hours)>[] _received;
    readonly HashSet<int> _noFile = [];
    readonly Dictionary<int, double> _defective = [];
    int _driftFrom = int.MaxValue;

    public SimulatedFeed(int seed, Habits habits, int first, int days)
    {
        (_random, _habits, _first, Days) = (new Random(seed), habits, first, days);
        var feed = Contracts.Shipped.Feeds.Single(each => each.Id.ToString() == habits.Feed);
        _due = DueDays.Of(feed, feed.Contract.Senders[0] with
        {
            Agreement =
            feed.Contract.Senders[0].Agreement with { Ends = new(2027, 1, 1) }
        });
        _received = [.. Enumerable.Range(0, days).Select(_ => new List<(int, double)>())];
        for (var day = -10; day < days; day++) Happen(day);
    }

    public int Days { get; }
    public List<Fault> Faults { get; } = [];

    /// <summary>How many faults it was given; one may be known by several signs.</summary>
    public int Put { get; private set; }
    public int MinimumRows => _due.MinimumRows;

    public int Between(int from, int to) => _random.Next(from, to);

    /// <summary>No file on these days. What they would have held comes later, or with the first file after.</summary>
    public void Silent(int from, int days)
    {
        Put++;
        foreach (var day in Enumerable.Range(from, days)) _noFile.Add(day);
        Faults.Add(new(HealthReason.Silence, from, from + days - 1));
        Hold(from, days, from + days);
        // What one file held comes with the next.
        Faults.Add(new(HealthReason.None, from + days, from + days + 1,
            HealthReason.Bunch | HealthReason.BacklogRelease | HealthReason.CatchUp));
    }

    /// <summary>As in Medway in 2018: a new system, weeks of nothing, then notifications four weeks old, on Tuesdays and Thursdays alone,
    /// until it is mended.</summary>
    public void CutOver(int from, int silent, int clumped)
    {
        Put++;
        foreach (var day in Enumerable.Range(from, silent)) _noFile.Add(day);
        var (mended, held) = (from + silent + clumped, new List<(int Day, int EventDay, double Hours)>());
        for (var day = from; day < mended; day++)
        {
            foreach (var (eventDay, hours) in _received[day])
            {
                var wait = day < from + silent ? 28 : Math.Max(4, 28 - 24 * (day - from - silent) / clumped);
                var on = Math.Max(day + wait, from + silent);
                while (DayNumber.DayOfWeek(_first + on) is not (1 or 3)) on++;
                held.Add((on, eventDay, hours + 24 * (on - day)));
            }
            _received[day].Clear();
        }
        foreach (var (day, eventDay, hours) in held)
            if (day < Days) _received[day].Add((eventDay, hours));
        const HealthReason true_ =
            HealthReason.Gap | HealthReason.CountCollapse | HealthReason.Bunch | HealthReason.BacklogRelease | HealthReason.CatchUp;
        Faults.Add(new(HealthReason.Silence, from, from + silent - 1));
        Faults.Add(new(HealthReason.BacklogRelease, from + silent, mended + 28, true_));
        Faults.Add(new(HealthReason.Bunch, from + silent, mended + 28, true_));
        Faults.Add(new(HealthReason.CatchUp, from + silent, from + silent + 14));
        Faults.Add(new(HealthReason.WeekdaySkew, from + silent + 14, mended + HealthRules.Usual.SkewDays)); // judged over four weeks
    }

    /// <summary>So many of a hundred records never reach the file.</summary>
    public void Lose(int from, int days, int percent)
    {
        Put++;
        for (var day = from; day < from + days; day++) _received[day].RemoveAll(_ => _random.Next(100) < percent);
        Faults.Add(new(HealthReason.CountCollapse, from, from + days + 2, HealthReason.Gap));
        Faults.Add(new(HealthReason.None, from, from + days + 10, HealthReason.Gap));
    }

    /// <summary>No record of events of these days, whatever day it would have come.</summary>
    public void LoseEvents(int from, int days)
    {
        Put++;
        foreach (var received in _received) received.RemoveAll(record => record.EventDay >= from && record.EventDay < from + days);
        Faults.Add(new(HealthReason.Gap, from, from + days + 14, HealthReason.CountCollapse));
    }

    /// <summary>Files go on, but these days' records wait for one day.</summary>
    public void HoldBack(int from, int days)
    {
        Put++;
        Hold(from, days, from + days);
        Faults.Add(new(HealthReason.Bunch, from + days, from + days + 1, HealthReason.BacklogRelease | HealthReason.CatchUp));
        Faults.Add(new(HealthReason.None, from, from + days, HealthReason.CountCollapse | HealthReason.Gap));
    }

    /// <summary>A drawer is emptied: so many records of events of one to five weeks before.</summary>
    public void EmptyDrawer(int on, int records)
    {
        Put++;
        for (var i = 0; i < records; i++)
            if (_random.Next(7, 35) is var ago) _received[on].Add((on - ago, ago * 24 + _random.Next(24)));
        Faults.Add(new(HealthReason.BacklogRelease, on, on, HealthReason.Bunch));
    }

    public void LoseColumn(int from)
    {
        Put++;
        _driftFrom = from;
        Faults.Add(new(HealthReason.SchemaDrift, from, from + 3));
    }

    public void SpoilValues(int from, int days)
    {
        Put++;
        foreach (var day in Enumerable.Range(from, days)) _defective[day] = 0.45;
        Faults.Add(new(HealthReason.DefectJump, from, from + days + 9)); // judged by the last sixty rows
    }

    /// <summary>The days as the pipeline would see them.</summary>
    public IReadOnlyList<ReceivedDay> Seen() => [.. Enumerable.Range(0, Days).Select(See)];

    public bool IsDue(int day) => _due.IsDue(_first + day);

    ReceivedDay See(int day)
    {
        var hasFile = IsDue(day) && !_noFile.Contains(day);
        var records = _received[day];
        Assert.True(hasFile || records.Count == 0, $"day {day} of {_habits.Feed} has records and no file");
        var hours = records.Select(record => record.Hours).Order().ToList();
        return new()
        {
            Day = _first + day,
            IsDue = IsDue(day),
            IsHoliday = _due.IsHoliday(_first + day),
            Files = hasFile ? 1 : 0,
            NilReturns = hasFile && records.Count == 0 ? 1 : 0,
            RowsIn = records.Count,
            Rows = records.Count,
            Defective = records.Count(_ => _random.NextDouble() < _defective.GetValueOrDefault(day, 0.06)),
            Old = hours.Count(each => each >= HealthRules.Usual.OldHours),
            MedianHours = hours.Count == 0 ? null : hours[hours.Count / 2],
            MaxHours = hours.Count == 0 ? null : hours[^1],
            Events = [.. records.GroupBy(record => record.EventDay).OrderBy(group => group.Key)
            .Select(group => new EventDay(_first + group.Key, group.Count()))],
            Headers = !hasFile ? []
            : [day >= _driftFrom ? "HDR_COLUMN_ABSENT Ethnicity;HDR_COLUMN_ABSENT Risk Level" : "HDR_COLUMN_ABSENT Ethnicity"],
        };
    }

    void Happen(int day)
    {
        var number = _first + day;
        if (_due.IsHoliday(number) && !_due.IsDue(number)) return; // a school that is closed sees nobody
        var season = 1 + 0.1 * Math.Sin(2 * Math.PI * day / 365.0);
        var busy = 1 + 0.1 * Normal();
        var events = Poisson(_habits.EventsADay * _habits.Weekdays[DayNumber.DayOfWeek(number)] * season * Math.Max(0.5, busy));
        for (var i = 0; i < events; i++)
        {
            var at = _random.NextDouble() * 24;
            var delay = _random.NextDouble() < _habits.LateShare ? 24 * (4 + _random.NextDouble() * TailDays)
                : _habits.DelayHours * Math.Exp(_habits.DelaySpread * Normal());
            var on = (int)Math.Ceiling((day * 24 + at + delay - _habits.FileHour) / 24);
            while (on < Days && !IsDue(on)) on++;
            var children = Children();
            for (var child = 0; child < children && on >= 0 && on < Days; child++)
                _received[on].Add((day, on * 24 + _habits.FileHour - day * 24 - at));
        }
    }

    void Hold(int from, int days, int until)
    {
        while (!IsDue(until)) until++;
        for (var day = from; day < from + days; day++)
        {
            _received[until].AddRange(_received[day].Select(record => (record.EventDay, record.Hours + 24 * (until - day))));
            _received[day].Clear();
        }
    }

    int Children()
    {
        var (at, children) = (_random.NextDouble(), 1);
        foreach (var share in _habits.Children)
        {
            if (at < share) break;
            (at, children) = (at - share, children + 1);
        }
        return children;
    }

    double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    int Poisson(double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), _random.NextDouble(), 0);
        while (product > limit)
        {
            product *= _random.NextDouble();
            count++;
        }
        return count;
    }
}
