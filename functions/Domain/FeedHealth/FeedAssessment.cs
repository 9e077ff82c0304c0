namespace FrontDoor.Domain.FeedHealth;

/// <summary>The health of a feed of one sender, day by day: each day judged by what was received until it was over, so that any past day
/// can be judged again and comes out the same.</summary>
public sealed class FeedAssessment
{
    readonly HealthRules _rules;
    readonly List<HealthDay> _days = [];
    readonly List<bool> _unusual = [];
    HealthIncident? _open;
    int? _silent;
    int _quietDue;

    FeedAssessment(HealthRules rules) => _rules = rules;

    /// <param name="days">Every day from the feed's first, none left out.</param>
    /// <param name="minimumRows">Below which the contract asks about a file.</param>
    public static IReadOnlyList<HealthDay> Judge(IReadOnlyList<ReceivedDay> days, int minimumRows, HealthRules rules)
    {
        var eventDays = new Dictionary<int, List<(int, int)>>();
        for (var at = 0; at < days.Count; at++)
            foreach (var (day, count) in days[at].Events)
            {
                if (!eventDays.TryGetValue(day, out var received)) eventDays[day] = received = [];
                received.Add((at, count));
            }
        var health = new FeedAssessment(rules);
        for (var at = 0; at < days.Count; at++)
            health.Add(new FeedBaseline(days, at, health._unusual, eventDays, rules), minimumRows);
        return health._days;
    }

    void Add(FeedBaseline past, int minimumRows)
    {
        var reasons = Found(past, minimumRows);
        if (CatchUp.Holds(past, reasons, _silent)) reasons |= HealthReason.CatchUp;
        if ((reasons & (HealthReason.Silence | HealthReason.CountCollapse)) != 0) _silent = past.Today.Day;
        var incident = Join(past, reasons);
        // What nobody could have learned from: alarms, and days an incident was not over.
        _unusual.Add((reasons & ~HealthReason.WeekdaySkew) != 0);
        _days.Add(new(past.Today, reasons, HealthReasons.State(reasons, past.Today, past.Usual is not null), past.Usual, incident));
    }

    static HealthReason Found(FeedBaseline past, int minimumRows) =>
        (Silence.Holds(past) ? HealthReason.Silence : 0)
        | (Gap.Holds(past) ? HealthReason.Gap : 0)
        | (CountCollapse.Holds(past, minimumRows) ? HealthReason.CountCollapse : 0)
        | (Bunch.Holds(past) ? HealthReason.Bunch : 0)
        | (BacklogRelease.Holds(past) ? HealthReason.BacklogRelease : 0)
        | (WeekdaySkew.Holds(past) ? HealthReason.WeekdaySkew : 0)
        | (SchemaDrift.Holds(past) ? HealthReason.SchemaDrift : 0)
        | (DefectJump.Holds(past) ? HealthReason.DefectJump : 0)
        | (past.Today is { Refused: > 0, Files: 0 } ? HealthReason.AllRefused : 0);

    HealthIncident? Join(FeedBaseline past, HealthReason reasons)
    {
        var (day, alarm) = (past.Today.Day, reasons & HealthReasons.Alarms);
        if (alarm != 0)
        {
            _open ??= new HealthIncident(day, alarm, past.Today.MaxHours);
            _open.LastAlarm = day;
            _open.Reasons |= alarm;
            if ((alarm & HealthReason.Silence) != 0) _open.SilentDays++;
            _quietDue = 0;
            return _open;
        }
        if (_open is not { } incident) return null;
        if (past.Today.IsDue) _quietDue++;
        if (!IsOver(incident, day)) return incident;
        incident.Recovered = day;
        _open = null;
        return incident;
    }

    bool IsOver(HealthIncident incident, int day) =>
        incident.Reasons == HealthReason.Silence && incident.SilentDays <= _rules.QuietDueDays
            ? _quietDue >= _rules.QuietDueDays
            : day - incident.LastAlarm >= _rules.QuietDays && _quietDue > 0;
}
