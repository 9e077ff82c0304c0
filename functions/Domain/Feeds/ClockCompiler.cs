using System.Globalization;
using FrontDoor.Domain.Clocks;
using NodaTime;

namespace FrontDoor.Domain.Feeds;

/// <summary>Makes clocks of what a contract says of them.</summary>
sealed class ClockCompiler(ColumnPlaces columns)
{
    readonly EditionTerms _terms = columns.Terms;
    readonly Contract _contract = columns.Contract;

    /// <summary>Everything that can start the clock, in the order its bases are listed: incidents, the report, lower bounds.</summary>
    static IEnumerable<ClockColumn> StartsOf(ClockContract clock) =>
        [.. clock.Start.Incident, .. clock.Start.Reported is { } reported ? [reported] : Array.Empty<ClockColumn>(),
        .. clock.Start.LowerBound];

    /// <summary>The columns a header of this edition must hold one of.</summary>
    public List<int> ClockStarts()
    {
        var starts = _contract.Clocks.Where(clock => !clock.IfStarted).SelectMany(StartsOf).Select(start
            => _contract.PlaceOf(start.Column))
            .Distinct().ToList();
        List<int> own = [.. starts.Where(place => place >= 0 && _terms.Taken[place])];
        if (own.Count == 0 && starts.Any(place => place >= 0))
            columns.Fault($"{_terms.At}.change.remove",
                $"the edition '{_terms.Edition.Name}' has no column that starts a clock; nothing could be found late. Keep one.");
        return own;
    }

    public Clock Clock(ClockContract contracted, int at)
    {
        var key = $"clocks[{at}]";
        CheckEdition(contracted, at, key);
        if (contracted.Stop is not (ContractWords.FirstReceipt or ContractWords.Columns))
            columns.Fault($"{key}.stop", $"'{contracted.Name}' stops at '{contracted.Stop}'; expected first receipt, or columns.");
        if ((contracted.Stop == ContractWords.Columns) != (contracted.StopColumns.Count > 0))
            columns.Fault($"{key}.stopColumns", $"'{contracted.Name}' stops at {contracted.Stop} and names {contracted.StopColumns.Count} "
                + "stop columns; expected some for columns, none for first receipt.");
        if (contracted.Alerts is not (ContractWords.Overdue or ContractWords.NoAlert))
            columns.Fault($"{key}.alerts", $"'{contracted.Name}' alerts '{contracted.Alerts}'; expected overdue, or none with an "
                + "alertsReason.");
        if ((contracted.Alerts == ContractWords.NoAlert) != (contracted.AlertsReason is { Length: > 0 }))
            columns.Fault($"{key}.alertsReason", $"'{contracted.Name}' has alerts '{contracted.Alerts}' and "
                + $"{(contracted.AlertsReason is null ? "no reason" : "a reason")}; expected a reason where no alert comes, and "
                + "only there.");
        if (contracted.WarnBefore < 0
            || contracted.WarnBefore > 0 && (contracted.Alerts == ContractWords.NoAlert || contracted.StopColumns.Count == 0))
            columns.Fault($"{key}.warnBefore", $"'{contracted.Name}' warns {contracted.WarnBefore} hours before its limit; expected 1 or "
                + "more, of a clock that alerts and that a column stops.");
        if (contracted.IfStarted) RequireAnother($"{key}.ifStarted", contracted);
        if (contracted.Unless is not null) RequireAnother($"{key}.unless", contracted);
        var start = contracted.Start;
        if (StartsOf(contracted).Skip(start.Incident.Count).Any(from => from.Only is not null))
            columns.Fault($"{key}.start", $"'{contracted.Name}' has a report or lower bound for some rows only; only an incident can be.");
        int Source(ClockColumn from, string where) => columns.Slot($"{key}.start.{where}", from.Column, from.Time);
        var clock = new Clock
        {
            Name = contracted.Name,
            Edition = contracted.Edition,
            Source = contracted.Source,
            From = LocalDate.FromDateOnly(contracted.From),
            Senders = contracted.Senders,
            Councils = contracted.Councils,
            Incident = [.. start.Incident.Select((from, one) => Source(from, $"incident[{one}]"))],
            Reported = start.Reported is { } reported ? Source(reported, "reported") : Feed.None,
            LowerBound = [.. start.LowerBound.Select((from, one) => Source(from, $"lowerBound[{one}]"))],
            Bases = [.. StartsOf(contracted).Select(from => from.Basis)],
            Stop = [.. contracted.StopColumns.Select((stop, one) => columns.Slot($"{key}.stopColumns[{one}]", stop.Column, stop.Time))],
            StopsFor = contracted.StopColumns.Any(stop => stop.Only is not null || stop.OutsideTerm)
                ? [.. contracted.StopColumns.Select((stop, one) =>
                ForRows(contracted, stop.Only, stop.OutsideTerm, $"{key}.stopColumns[{one}].only"))]
                : [],
            StartsFor = start.Incident.Any(from => from.Only is not null)
                ? [.. start.Incident.Select((from, one) => ForRows(contracted, from.Only, false, $"{key}.start.incident[{one}].only"))]
                : [],
            StopBases = [.. contracted.StopColumns.Select(stop => stop.Basis)],
            IfStarted = contracted.IfStarted,
            UnlessColumn = columns.Place($"{key}.unless.column", contracted.Unless?.Column, ColumnType.Code),
            UnlessCodes = contracted.Unless is { } unless ? CodesIn(contracted, unless.Column, unless.Codes, $"{key}.unless.codes") : [],
            Rules = Counting(contracted, $"{key}.counting"),
            Limit = Limit(contracted, contracted.Limit, $"{key}.limit"),
            LimitWhen = When(contracted, $"{key}.when"),
            Segments = Segments(contracted, $"{key}.segments"),
            LimitColumn = columns.Place($"{key}.limitBy.column", contracted.LimitBy?.Column, ColumnType.Code),
            LimitByCode = LimitByCode(contracted, $"{key}.limitBy"),
            Before = Before(contracted, $"{key}.limit.before"),
            Alerts = contracted.Alerts != "none",
            AlertsReason = contracted.AlertsReason,
            WarnBeforeHours = contracted.WarnBefore,
            Bands = [.. contracted.Bands.Select((band, one) => Band(contracted, band, $"{key}.bands[{one}]"))],
        };
        // A record without a grade, or with two, is measured as medium.
        if (clock.LimitWhen.TryGetValue(RiskGrade.Medium, out var medium) && medium != clock.Limit)
            columns.Fault($"{key}.limit", $"'{contracted.Name}' has the limit {clock.Limit.Text} for an ungraded record and {medium.Text} "
                + "for a medium one; ungraded counts as medium, so give both the same.");
        try
        {
            return FrontDoor.Domain.Clocks.Clock.Check(clock);
        }
        catch (ArgumentException error)
        {
            columns.Fault(key, error.Message);
            return clock;
        }
    }

    Segment[] Segments(ClockContract clock, string key)
    {
        var segments = new List<Segment>();
        foreach (var (segment, at) in clock.Segments.Select((segment, at) => (segment, at)))
        {
            if (!ContractWords.Steps.TryGetValue(segment.Name, out var step))
                columns.Fault($"{key}[{at}].name",
                    $"'{clock.Name}' has a step '{segment.Name}'; expected one of {string.Join(", ", ContractWords.Steps.Keys)}.");
            if (segments.Exists(other => other.Step == step))
                columns.Fault($"{key}[{at}].name", $"'{clock.Name}' has the step '{segment.Name}' twice; each has one entry.");
            if (segment.From is null && segment.To is null)
                columns.Fault($"{key}[{at}]", $"the step '{segment.Name}' names no column; without from it begins with the clock, without "
                    + "to it ends with first receipt, and one of them is to be a column.");
            segments.Add(new Segment(step,
                segment.From is null ? Feed.None : columns.Occurrence(segment.From, $"{key}[{at}].from"),
                segment.To is null ? Feed.None : columns.Occurrence(segment.To, $"{key}[{at}].to")));
        }
        return [.. segments];
    }

    /// <summary>Of every clock one edition holds on a day, for each sender and council.</summary>
    void CheckEdition(ClockContract clock, int at, string key)
    {
        static bool Meet(IReadOnlyList<string> some, IReadOnlyList<string> others) => some.Count == 0 ? others.Count == 0
            : some.Intersect(others).Any();
        var others = _contract.Clocks.Take(at).Where(other => other.Name == clock.Name).ToList();
        if (others.Exists(other => other.From == clock.From && Meet(other.Senders, clock.Senders) && Meet(other.Councils, clock.Councils)))
            columns.Fault($"{key}.from", $"two editions of the clock '{clock.Name}' hold from {clock.From:yyyy-MM-dd}; one day has one.");
        if (others.Exists(other => other.Edition == clock.Edition))
            columns.Fault($"{key}.edition", $"two editions of the clock '{clock.Name}' are called '{clock.Edition}'; a row that names one "
                + "is to be understood.");
        if (_contract.Clocks.All(other => other.Name != clock.Name || other.Senders.Count + other.Councils.Count > 0))
            columns.Fault($"{key}.name", $"every edition of the clock '{clock.Name}' holds for some senders or councils alone; give it "
                + "one for all.");
        foreach (var sender in clock.Senders.Where(id => !_contract.Senders.Any(sender => sender.Id == id)))
            columns.Fault($"{key}.senders", $"'{clock.Name}' has an edition for '{sender}', which sends nothing here; expected one of "
                + $"{string.Join(", ", _contract.Senders.Select(each => each.Id))}.");
        foreach (var council in clock.Councils.Where(code => !_contract.Senders.Any(sender => sender.LaCodes.Contains(code))))
            columns.Fault($"{key}.councils", $"'{clock.Name}' has an edition for '{council}', for which nobody sends; expected one of "
                + $"{string.Join(", ", _contract.Senders.SelectMany(each => each.LaCodes).Distinct())}.");
    }

    void RequireAnother(string key, ClockContract clock)
    {
        if (clock.Name == _contract.Clocks[0].Name)
            columns.Fault(key, $"'{clock.Name}' is the feed's first clock, which says how every record stands; it must run for every row. "
                + "Put another first, or leave this out.");
    }

    /// <summary>Places of these codes among those of their column; a code it does not have is a fault.</summary>
    int[] CodesIn(ClockContract clock, string column, IEnumerable<string> codes, string key)
    {
        if (_contract.PlaceOf(column) is not (>= 0 and var place) || columns.Codes(_contract.Columns[place],
            place) is not { } spellings) return [];
        var places = new List<int>();
        foreach (var code in codes)
            if (spellings.CodeOf(code) is >= 0 and var known) places.Add(known);
            else columns.Fault(key, $"'{clock.Name}' asks for the code '{code}', which '{column}' does not have; expected one of "
                + $"{string.Join(", ", columns.CodesOf(column))}.");
        return [.. places];
    }

    ClockCondition ForRows(ClockContract clock, RowCondition? only, bool outsideTerm, string key) =>
        only is null ? new ClockCondition(Feed.None, [], false, outsideTerm)
        : new ClockCondition(columns.Place($"{key}.column", only.Column, ColumnType.Code), CodesIn(clock, only.Column, only.Codes,
        $"{key}.codes"),
        only.OrBlank, outsideTerm);

    Limit?[] LimitByCode(ClockContract clock, string key)
    {
        if (clock.LimitBy is not { } by || _contract.PlaceOf(by.Column) is not (>= 0 and var place)
            || columns.Codes(_contract.Columns[place], place) is not { } spellings) return [];
        var limits = new Limit?[spellings.Words.Count];
        foreach (var (code, limit) in by.Limits)
            foreach (var known in CodesIn(clock, by.Column, [code], $"{key}.limits"))
                limits[known] = Limit(clock, limit, $"{key}.limits.{code}");
        return limits;
    }

    DueBefore? Before(ClockContract clock, string key)
    {
        foreach (var (limit, where) in clock.When.Values.Select(limit => (limit, "when"))
            .Concat((clock.LimitBy?.Limits.Values ?? []).Select(limit => (limit, "limitBy"))))
            if (limit.Before is not null)
                columns.Fault(key.Replace("limit.before", where, StringComparison.Ordinal),
                    $"'{clock.Name}' counts a limit of {where} back from a moment; only its one limit can.");
        if (clock.Limit.Before is not { } before) return null;
        if (before.WithinDays <= 0)
            columns.Fault($"{key}.withinDays", $"'{clock.Name}' believes a moment within {before.WithinDays} days; expected 1 or more.");
        return new DueBefore(columns.Slot(key, before.Column, null), before.WithinDays);
    }

    Dictionary<RiskGrade, Limit> When(ClockContract clock, string key)
    {
        var limits = new Dictionary<RiskGrade, Limit>();
        foreach (var (grade, limit) in clock.When)
            limits[Grade(clock, grade, $"{key}.{grade}")] = Limit(clock, limit, $"{key}.{grade}");
        return limits;
    }

    Limit Limit(ClockContract clock, LimitContract limit, string key)
    {
        if (limit.N < (limit.Before is null ? 1 : 0))
            columns.Fault($"{key}.n", $"'{clock.Name}' has a limit of {limit.N}; expected 1 or "
                + $"more{(limit.Before is null ? "" : ", or 0")}.");
        if (!ContractWords.Units.TryGetValue(limit.Unit, out var unit))
            columns.Fault($"{key}.unit", $"'{clock.Name}' counts in '{limit.Unit}'; expected one of "
                + $"{ContractWords.Listed(ContractWords.Unit)}.");
        return new Limit(limit.N, unit) { Before = limit.Before?.Basis.Replace('_', ' ') };
    }

    DeadlineRules Counting(ClockContract clock, string key)
    {
        if (clock.Counting is not { } counting) return DeadlineRules.Usual;
        if (counting.CountStartDayBeforeBy && (counting.By is null || counting.CountStartDay || counting.AfterHoursRollsForward))
            columns.Fault($"{key}.countStartDayBeforeBy", $"'{clock.Name}' counts the day of the start before a time; give that time as "
                + "by, and leave countStartDay and afterHoursRollsForward out.");
        return DeadlineRules.Usual with
        {
            CountStartDay = counting.CountStartDay,
            CountStartDayBeforeBy = counting.CountStartDayBeforeBy,
            AfterHoursRollsForward = counting.AfterHoursRollsForward,
            TellOfficeHours = counting.TellOfficeHours,
            By = columns.Minute(counting.By, $"{key}.by"),
            OutsideTermBy = columns.Minute(counting.OutsideTermBy, $"{key}.outsideTermBy"),
        };
    }

    RiskGrade Grade(ClockContract clock, string grade, string key)
    {
        if (!ContractWords.Grades.TryGetValue(grade, out var found))
            columns.Fault(key, $"'{clock.Name}' speaks of the risk '{grade}'; expected one of "
                + $"{string.Join(", ", ContractWords.Grades.Keys)}.");
        return found;
    }

    Band Band(ClockContract clock, BandContract band, string key)
    {
        if (!ContractWords.Bands.TryGetValue(band.Severity, out var severity))
            columns.Fault($"{key}.severity", $"'{clock.Name}' has a band '{band.Severity}'; expected one of "
                + $"{ContractWords.Listed(ContractWords.Band)}.");
        return new Band(severity, band.Hours, band.Risk is null ? null : Grade(clock, band.Risk, $"{key}.risk"));
    }
}
