using NodaTime;

namespace FrontDoor.Domain;

sealed partial class FeedCompiler
{
    static readonly Dictionary<string, TimeUnit> Units = new(StringComparer.Ordinal)
    {
        ["clock hours"] = TimeUnit.ClockHours,
        ["working hours"] = TimeUnit.WorkingHours,
        ["working days"] = TimeUnit.WorkingDays,
        ["school days"] = TimeUnit.SchoolDays,
        ["calendar days"] = TimeUnit.CalendarDays,
    };

    static readonly Dictionary<string, RiskGrade> Grades = new(StringComparer.Ordinal)
    {
        ["high"] = RiskGrade.High,
        ["medium"] = RiskGrade.Medium,
        ["standard"] = RiskGrade.Standard,
    };

    static readonly Dictionary<string, Severity> Severities = new(StringComparer.Ordinal)
    {
        ["late"] = Severity.Late,
        ["serious"] = Severity.Serious,
        ["critical"] = Severity.Critical,
    };

    int Slot(string where, string column, string? time)
    {
        var slot = new TimeSlot(
            Place(where, column, ColumnType.Date, ColumnType.LocalDateTime, ColumnType.Instant),
            Place($"{where}.time", time, ColumnType.Time));
        var at = _times.IndexOf(slot);
        if (at >= 0) return at;
        _times.Add(slot);
        return _times.Count - 1;
    }

    /// <summary>With its time of day where a clock joins one to the date: clocks are compiled first.</summary>
    int Occurrence(string column)
    {
        var joined = _times.FindIndex(slot => slot.Column != Feed.None && contract.Columns[slot.Column].Name == column && slot.TimeColumn != Feed.None);
        return joined >= 0 ? joined : Slot("lake.occurred", column, null);
    }

    /// <summary>Everything that can start the clock, in the order its bases are listed: incidents, the report, lower bounds.</summary>
    static IEnumerable<ClockColumn> StartsOf(ClockContract clock) =>
        [.. clock.Start.Incident, .. clock.Start.Reported is { } reported ? [reported] : Array.Empty<ClockColumn>(), .. clock.Start.LowerBound];

    Clock Clock(ClockContract contracted)
    {
        if (contracted.Stop != "first receipt")
            _faults.Add($"clocks: '{contracted.Name}' stops at '{contracted.Stop}'; expected first receipt.");
        var start = contracted.Start;
        int Source(ClockColumn from) => Slot($"clocks.{contracted.Name}.start", from.Column, from.Time);
        var clock = new Clock
        {
            Name = contracted.Name,
            Edition = contracted.Edition,
            Source = contracted.Source,
            From = LocalDate.FromDateOnly(contracted.From),
            Incident = [.. start.Incident.Select(Source)],
            Reported = start.Reported is { } reported ? Source(reported) : Feed.None,
            LowerBound = [.. start.LowerBound.Select(Source)],
            Bases = [.. StartsOf(contracted).Select(from => from.Basis)],
            Limit = Limit(contracted, contracted.Limit),
            LimitWhen = contracted.When.ToDictionary(when => Grade(contracted, when.Key), when => Limit(contracted, when.Value)),
            Bands = [.. contracted.Bands.Select(band => Band(contracted, band))],
        };
        try
        {
            return FrontDoor.Domain.Clock.Check(clock);
        }
        catch (Exception error) when (error is NotSupportedException or ArgumentException)
        {
            _faults.Add($"clocks: {error.Message}");
            return clock;
        }
    }

    Limit Limit(ClockContract clock, LimitContract limit)
    {
        if (limit.N <= 0) _faults.Add($"clocks: '{clock.Name}' has a limit of {limit.N}; expected 1 or more.");
        if (!Units.TryGetValue(limit.Unit, out var unit))
            _faults.Add($"clocks: '{clock.Name}' counts in '{limit.Unit}'; expected one of {string.Join(", ", Units.Keys)}.");
        return new Limit(limit.N, unit);
    }

    RiskGrade Grade(ClockContract clock, string grade)
    {
        if (!Grades.TryGetValue(grade, out var found))
            _faults.Add($"clocks: '{clock.Name}' speaks of the risk '{grade}'; expected one of {string.Join(", ", Grades.Keys)}.");
        return found;
    }

    Band Band(ClockContract clock, BandContract band)
    {
        if (!Severities.TryGetValue(band.Severity, out var severity))
            _faults.Add($"clocks: '{clock.Name}' has a band '{band.Severity}'; expected one of {string.Join(", ", Severities.Keys)}.");
        return new Band(severity, band.Hours, band.Risk is null ? null : Grade(clock, band.Risk));
    }
}
