namespace FrontDoor.Domain.Feeds;

sealed partial class FeedCompiler
{
    void CheckColumns()
    {
        foreach (var (column, place) in Placed())
            if (_contract.PlaceOf(column.Name) < place)
                Fault($"{_terms.ColumnKeys[place]}.name", $"'{column.Name}' stands twice; each column has one entry, and one that was "
                    + $"removed does not come back under its name.");
        var spelled = new Dictionary<string, string>();
        foreach (var (column, place) in Placed().Where(one => _terms.Taken[one.Place]))
        {
            foreach (var name in column.Aliases.Prepend(column.Name))
                if (Spellings.Plain(name).Length == 0)
                    Fault(_terms.ColumnKeys[place], $"'{column.Name}' goes by '{name}', which has no letter or digit; give it a word.");
                else if (!spelled.TryAdd(Spellings.Plain(name), column.Name) && spelled[Spellings.Plain(name)] != column.Name)
                    Fault(_terms.ColumnKeys[place],
                        $"the header '{name}' would mean '{spelled[Spellings.Plain(name)]}' and '{column.Name}'; give it to one.");
        }
        if (_contract.NaturalKey.Columns.Count == 0)
            Fault($"{_terms.NaturalKeyKey}.columns", "empty; name at least one column that tells records apart.");
        if (_contract.Clocks.Count == 0)
            Fault("clocks", "empty; a feed without a clock cannot be late.");
        CheckFormats();
        foreach (var (column, place) in Placed())
            CheckColumn(column, _terms.ColumnKeys[place]);
    }

    IEnumerable<(Column Column, int Place)> Placed() => _contract.Columns.Select((column, place) => (column, place));

    void CheckFormats()
    {
        for (var at = 0; _formats is not null && at < _contract.Formats.Count; at++)
            if (!_formats.Any(format => format.Name == _contract.Formats[at]))
                Fault($"{_terms.FormatsKey}[{at}]", $"'{_contract.Formats[at]}' is not a format this pipeline reads; expected one of "
                    + $"{string.Join(", ", _formats.Select(format => format.Name))}.");
        CheckMapping("fhir", _contract.Fhir is not null, "how its elements fill the columns");
        CheckMapping("xml", _contract.Xml is not null, "where its records stand");
        foreach (var (element, column) in _contract.Fhir?.Named() ?? [])
            Place($"fhir.{element}", column);
        foreach (var column in _contract.Xml?.Columns.Keys ?? [])
            Place($"xml.columns.{column}", column);
        if (_contract.Xml?.Record.Split('/').Any(name => name.Length == 0) == true)
            Fault("xml.record", $"'{_contract.Xml.Record}' is no path; write the names from the root to the record, a slash between them.");
    }

    /// <summary>An edition that takes the format needs its mapping, and a mapping needs an edition that takes the format.</summary>
    void CheckMapping(string format, bool isMapped, string says)
    {
        var isTaken = _contract.Formats.Contains(format);
        if (isTaken && !isMapped) Fault(_terms.FormatsKey, $"{format} is taken, and nothing says {says}; write it under {format}.");
        if (isMapped && !isTaken && !_contract.Editions.Any(edition => edition.Change?.Formats.Contains(format) == true))
            Fault(format, $"no edition takes {format}; name it under formats, or leave this out.");
    }

    void CheckLake()
    {
        var categories = CodesOf(_contract.Lake.Category);
        foreach (var grade in CodesOf(_contract.Lake.RiskGrade).Where(grade => !ContractWords.Grades.ContainsKey(grade)))
            Fault("lake.riskGrade", $"'{_contract.Lake.RiskGrade}' has the code '{grade}'; expected "
                + $"{ContractWords.Listed(ContractWords.Risk)}.");
        var all = _contract.Lake.Factors.Keys.Where(code => !categories.Contains(code));
        // A code that only a later edition knows is no mistake of an earlier one.
        foreach (var factor in _terms.Edition == _contract.Editions[^1] ? all : [])
            Fault($"lake.factors.{factor}", $"'{factor}' is no code of the category column; write one of its codes.");
    }

    void CheckColumn(Column column, string key)
    {
        CheckCodes(column, key);
        if (column.Weekday && !column.Type.IsDate())
            Fault($"{key}.weekday", $"'{column.Name}' is to fall on a weekday, and its type is {Word(column.Type)}; only a date does.");
        foreach (var (code, tier) in column.Severity)
        {
            var at = $"{key}.severity.{code}";
            if (Defects.Find(code) is not { } defect)
                Fault(at, $"'{column.Name}' sets the severity of '{code}', which is no defect; docs/defects.md lists them.");
            else if (defect.Tier != Tier.Warning)
                Fault(at, $"'{column.Name}' sets the severity of {code}, which {DefectGuide.Does(defect.Tier)} always; only a warning "
                    + $"can be set.");
            else if (tier == ContractWords.RefuseFile && DefectGuide.FamilyOf(code) is not ("FILE" or "HDR"))
                Fault(at, $"'{column.Name}' sets {code} to refuse file; what is found in a row can reject that row, never its file.");
            if (!ContractWords.Has(ContractWords.Tier, tier))
                Fault(at, $"'{column.Name}' sets {code} to '{tier}'; expected one of {ContractWords.Listed(ContractWords.Tier)}.");
        }
    }

    void CheckSenders()
    {
        foreach (var (sender, at) in _contract.Senders.Select((sender, at) => (sender, at)))
        {
            if (sender.Id == Sender.Unregistered)
                Fault($"senders[{at}].id",
                    $"'{sender.Id}' is what the pipeline calls a sender nobody registered; give this one another name.");
            if (!Name().IsMatch(sender.Id))
                Fault($"senders[{at}].id",
                    $"'{sender.Id}' cannot be a folder's name; write small letters, digits and hyphens, a letter first.");
            if (_contract.Senders.Take(at).Any(other => other.Id == sender.Id))
                Fault($"senders[{at}].id", $"'{sender.Id}' stands twice; each sender has one entry.");
            for (var system = 0; system < sender.Systems.Count; system++)
                if (sender.Systems[system].Name.Length == 0
                    || sender.Systems.Take(system)
                    .Any(other => other.From >= sender.Systems[system].From || other.Name == sender.Systems[system].Name))
                    Fault($"senders[{at}].systems[{system}]",
                        $"'{sender.Systems[system].Name}' from {sender.Systems[system].From:yyyy-MM-dd}; expected systems in the "
                        + $"order of their first days, each named once.");
            if (sender.TimeZone is not (Sender.Local or Sender.Utc))
                Fault($"senders[{at}].timeZone", $"'{sender.TimeZone}'; expected {Sender.Local} or {Sender.Utc}.");
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex(Documents.TextPattern.FolderName)]
    private static partial System.Text.RegularExpressions.Regex Name();

    void CheckExpected()
    {
        CheckExpected(_contract.Expected, "expected");
        for (var at = 0; at < _contract.Senders.Count; at++)
            if (_contract.Senders[at].Expected is { } own) CheckExpected(own, $"senders[{at}].expected");
    }

    void CheckExpected(Expected expected, string key)
    {
        if (!ContractWords.Has(ContractWords.Schedule, expected.Schedule))
            Fault($"{key}.schedule", $"'{expected.Schedule}' is no schedule; expected one of "
                + $"{ContractWords.Listed(ContractWords.Schedule)}.");
        Minute(expected.By, $"{key}.by");
        if (expected.GraceHours is < 0 or > Expected.GraceHoursAtMost)
            Fault($"{key}.graceHours", $"{expected.GraceHours}; expected 0 to {Expected.GraceHoursAtMost}.");
        if (expected.MinimumRows < 0) Fault($"{key}.minimumRows", $"{expected.MinimumRows}; expected 0 or more.");
        for (var at = 0; at < expected.NotOn.Count; at++)
            if (expected.NotOn[at] is not (Expected.BankHolidays or Expected.SchoolHolidays))
                Fault($"{key}.notOn[{at}]",
                    $"'{expected.NotOn[at]}' is no calendar; expected {Expected.BankHolidays} or {Expected.SchoolHolidays}.");
    }
}
