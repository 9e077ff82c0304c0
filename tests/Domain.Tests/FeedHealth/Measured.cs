using FrontDoor.Domain.FeedHealth;

namespace FrontDoor.Domain.Tests;

/// <summary>What the detectors found in simulated years, held against what was put there.</summary>
sealed class Measured
{
    readonly Dictionary<HealthReason, (int Right, int Wrong, int Met, int Missed, List<int> Days)> _by =
        Reasons.ToDictionary(reason => reason, _ => (0, 0, 0, 0, new List<int>()));

    /// <summary>What needs measuring: whether all files were refused is plain.</summary>
    public static IEnumerable<HealthReason> Reasons => HealthReasons.All.Where(reason => reason != HealthReason.AllRefused);

    public List<int> IncidentsOfEach { get; } = [];
    public int Incidents => IncidentsOfEach.Sum();

    /// <summary>Faults put in, a cut-over counted once.</summary>
    public int Put { get; private set; }
    public List<string> WrongDays { get; } = [];

    public void Add(IReadOnlyList<SimulatedFeed> council)
    {
        IncidentsOfEach.Add(0);
        Put += council.Sum(feed => feed.Put);
        foreach (var (feed, at) in council.Select((feed, at) => (feed, at)))
        {
            var days = FeedAssessment.Judge(feed.Seen(), feed.MinimumRows, HealthRules.Usual);
            IncidentsOfEach[^1] += days.Select(day => day.Incident).OfType<HealthIncident>().Distinct().Count();
            foreach (var reason in _by.Keys.ToList()) Score(feed, at, days, reason);
        }
    }

    void Score(SimulatedFeed feed, int at, IReadOnlyList<HealthDay> days, HealthReason reason)
    {
        var found = Enumerable.Range(0, days.Count).Where(day => (days[day].Reasons & reason) != 0).ToList();
        var score = _by[reason];
        var right = found.Count(day =>
            feed.Faults.Any(fault => ((fault.Reason | fault.Also) & reason) != 0 && day >= fault.First && day <= fault.Last));
        score.Right += right;
        score.Wrong += found.Count - right;
        WrongDays.AddRange(found.Where(day =>
            !feed.Faults.Any(fault => ((fault.Reason | fault.Also) & reason) != 0 && day >= fault.First && day <= fault.Last))
            .Select(day => $"council {IncidentsOfEach.Count} feed {at} day {day} {reason}: {days[day].Received.Rows} of "
            + $"{days[day].Usual}"));
        foreach (var fault in feed.Faults.Where(fault => fault.Reason == reason))
            if (found.Where(day => day >= fault.First && day <= fault.Last).Select(day => (int?)(day - fault.First))
                .FirstOrDefault() is { } after)
            {
                score.Met++;
                score.Days.Add(after);
            }
            else score.Missed++;
        _by[reason] = score;
    }

    public double Precision(HealthReason reason) => _by[reason] is { Right: var right, Wrong: var wrong } && right + wrong > 0
        ? (double)right / (right + wrong) : 1;

    public int Faults(HealthReason reason) => _by[reason].Met + _by[reason].Missed;

    public double Recall(HealthReason reason) => (double)_by[reason].Met / Faults(reason);

    /// <summary>Days from the fault's first day until it was found: usually, and at most.</summary>
    public (int Median, int Worst) Delay(HealthReason reason)
    {
        var days = _by[reason].Days.Order().ToList();
        return days.Count == 0 ? (0, 0) : (days[days.Count / 2], days[^1]);
    }
}
