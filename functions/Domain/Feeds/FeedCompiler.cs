using NodaTime;

namespace FrontDoor.Domain;

/// <summary>Turns a contract's names into places and gathers everything that contradicts itself, so that an author sees all of it at once.</summary>
sealed class FeedCompiler(Contract contract, string file)
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

    readonly List<string> _faults = [];
    readonly List<TimeSlot> _times = [];

    public Feed Compile()
    {
        CheckColumns();
        CheckSenders();
        var lake = contract.Lake;
        var child = contract.Child;
        var clocks = contract.Clocks.Select(Clock).ToList();
        var feed = new Feed(contract, Id())
        {
            Key = Places("naturalKey.columns", contract.NaturalKey.Columns),
            KeyChild = Place("naturalKey.child", contract.NaturalKey.Child),
            KeyOrElse = Places("naturalKey.orElse", contract.NaturalKey.OrElse),
            Version = Place("version", contract.Version),
            Child = new ChildPlaces(
                Place("child.nhsNumber", child.NhsNumber),
                Place("child.upn", child.Upn),
                Place("child.surname", child.Surname),
                Place("child.forename", child.Forename),
                Place("child.dateOfBirth", child.DateOfBirth),
                Place("child.expectedDateOfBirth", child.ExpectedDateOfBirth),
                Place("child.address", child.Address),
                Place("child.postcode", child.Postcode)),
            Lake = new LakePlaces(
                Code("lake.category", lake.Category),
                Code("lake.riskGrade", lake.RiskGrade),
                Code("lake.status", lake.Status),
                Place("lake.laCode", lake.LaCode),
                Code("lake.sex", lake.Sex),
                Code("lake.ethnicity", lake.Ethnicity),
                Code("lake.consent", lake.Consent)),
            Codes = [.. contract.Columns.Select(Codes)],
            Occurred = [.. lake.Occurred.Select(name => Slot("lake.occurred", name, null))],
            Clocks = clocks,
            ClockStarts = [.. contract.Clocks.SelectMany(StartsOf).Select(start => start.Column).Distinct().Select(name => Place("clocks.start", name))],
            Times = _times,
        };
        return _faults.Count == 0 ? feed : throw new ContractException(file, _faults);
    }

    FeedId Id()
    {
        try
        {
            return FeedId.Parse(contract.Feed);
        }
        catch (FormatException error)
        {
            _faults.Add($"feed: {error.Message}");
            return default;
        }
    }

    void CheckColumns()
    {
        var spelled = new Dictionary<string, string>();
        foreach (var column in contract.Columns)
            foreach (var name in column.Aliases.Prepend(column.Name))
                if (!spelled.TryAdd(Spellings.Plain(name), column.Name) && spelled[Spellings.Plain(name)] != column.Name)
                    _faults.Add($"columns: the header '{name}' would mean '{spelled[Spellings.Plain(name)]}' and '{column.Name}'; give it to one.");
        if (contract.NaturalKey.Columns.Count == 0)
            _faults.Add("naturalKey.columns: empty; name at least one column that tells records apart.");
        if (contract.Editions.Count == 0)
            _faults.Add("editions: empty; name at least one, with the day it holds from.");
        if (contract.Clocks.Count == 0)
            _faults.Add("clocks: empty; a feed without a clock cannot be late.");
        foreach (var format in contract.Formats.Where(format => format != "csv"))
            _faults.Add($"formats: '{format}' is not a format this pipeline reads; expected csv.");
    }

    void CheckSenders()
    {
        foreach (var twice in contract.Senders.GroupBy(sender => sender.Id).Where(same => same.Count() > 1))
            _faults.Add($"senders: '{twice.Key}' stands twice; each sender has one entry.");
    }

    int Place(string where, string? column)
    {
        if (column is null) return Feed.None;
        for (var place = 0; place < contract.Columns.Count; place++)
            if (string.Equals(contract.Columns[place].Name, column, StringComparison.Ordinal))
                return place;
        _faults.Add($"{where}: '{column}' is no column of this contract; name one exactly as under columns.");
        return Feed.None;
    }

    List<int> Places(string where, IEnumerable<string> columns) => [.. columns.Select(column => Place(where, column))];

    int Code(string where, string? column)
    {
        var place = Place(where, column);
        if (place != Feed.None && contract.Columns[place].Type != ColumnType.Code)
            _faults.Add($"{where}: '{column}' is of type {contract.Columns[place].Type}; only a code column may go there, so that free text cannot reach analysts.");
        return place;
    }

    Spellings? Codes(Column column)
    {
        if (column.Type != ColumnType.Code) return null;
        if (column.Codes.Count == 0)
            _faults.Add($"columns: '{column.Name}' is a code column without codes.");
        try
        {
            return new Spellings(column.Codes.Select(code => (code.Key, code.Value.AsEnumerable())));
        }
        catch (FormatException error)
        {
            _faults.Add($"columns: '{column.Name}': {error.Message}");
            return null;
        }
    }

    int Slot(string where, string column, string? time)
    {
        var slot = new TimeSlot(Place(where, column), Place(where, time));
        if (slot.Column != Feed.None && contract.Columns[slot.Column].Type is not (ColumnType.Date or ColumnType.LocalDateTime or ColumnType.Instant))
            _faults.Add($"{where}: '{column}' is of type {contract.Columns[slot.Column].Type}; expected date, local-date-time or instant.");
        var at = _times.IndexOf(slot);
        if (at >= 0) return at;
        _times.Add(slot);
        return _times.Count - 1;
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
