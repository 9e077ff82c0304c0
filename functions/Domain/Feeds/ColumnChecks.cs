namespace FrontDoor.Domain.Feeds;

/// <summary>What contradicts itself in the columns, formats and lake terms of a contract.</summary>
sealed class ColumnChecks(ColumnPlaces columns, IReadOnlyList<ContractFormat>? formats)
{
    readonly EditionTerms _terms = columns.Terms;
    readonly Contract _contract = columns.Contract;

    public void CheckColumns()
    {
        foreach (var (column, place) in columns.Placed())
            if (_contract.PlaceOf(column.Name) < place)
                columns.Fault($"{_terms.ColumnKeys[place]}.name", $"'{column.Name}' stands twice; each column has one entry, and "
                    + "one that was removed does not come back under its name.");
        var spelled = new Dictionary<string, string>();
        foreach (var (column, place) in columns.Placed().Where(one => _terms.Taken[one.Place]))
        {
            foreach (var name in column.Aliases.Prepend(column.Name))
                if (Spellings.Plain(name).Length == 0)
                    columns.Fault(_terms.ColumnKeys[place], $"'{column.Name}' goes by '{name}', which has no letter or digit; give "
                        + "it a word.");
                else if (!spelled.TryAdd(Spellings.Plain(name), column.Name) && spelled[Spellings.Plain(name)] != column.Name)
                    columns.Fault(_terms.ColumnKeys[place],
                        $"the header '{name}' would mean '{spelled[Spellings.Plain(name)]}' and '{column.Name}'; give it to one.");
        }
        if (_contract.NaturalKey.Columns.Count == 0)
            columns.Fault($"{_terms.NaturalKeyKey}.columns", "empty; name at least one column that tells records apart.");
        if (_contract.Clocks.Count == 0)
            columns.Fault("clocks", "empty; a feed without a clock cannot be late.");
        CheckFormats();
        foreach (var (column, place) in columns.Placed())
            CheckColumn(column, _terms.ColumnKeys[place]);
    }

    void CheckFormats()
    {
        for (var at = 0; formats is not null && at < _contract.Formats.Count; at++)
            if (!formats.Any(format => format.Name == _contract.Formats[at]))
                columns.Fault($"{_terms.FormatsKey}[{at}]", $"'{_contract.Formats[at]}' is not a format this pipeline "
                    + $"reads; expected one of {string.Join(", ", formats.Select(format => format.Name))}.");
        CheckMapping("fhir", _contract.Fhir is not null, "how its elements fill the columns");
        CheckMapping("xml", _contract.Xml is not null, "where its records stand");
        foreach (var (element, column) in _contract.Fhir?.Named() ?? [])
            columns.Place($"fhir.{element}", column);
        foreach (var column in _contract.Xml?.Columns.Keys ?? [])
            columns.Place($"xml.columns.{column}", column);
        if (_contract.Xml?.Record.Split('/').Any(name => name.Length == 0) == true)
            columns.Fault("xml.record", $"'{_contract.Xml.Record}' is no path; write the names from the root to the record, a "
                + "slash between them.");
    }

    /// <summary>An edition that takes the format needs its mapping, and a mapping needs an edition that takes the format.</summary>
    void CheckMapping(string format, bool isMapped, string says)
    {
        var isTaken = _contract.Formats.Contains(format);
        if (isTaken && !isMapped) columns.Fault(_terms.FormatsKey, $"{format} is taken, and nothing says {says}; write it under "
            + $"{format}.");
        if (isMapped && !isTaken && !_contract.Editions.Any(edition => edition.Change?.Formats.Contains(format) == true))
            columns.Fault(format, $"no edition takes {format}; name it under formats, or leave this out.");
    }

    public void CheckLake()
    {
        var categories = columns.CodesOf(_contract.Lake.Category);
        foreach (var grade in columns.CodesOf(_contract.Lake.RiskGrade).Where(grade => !ContractWords.Grades.ContainsKey(grade)))
            columns.Fault("lake.riskGrade", $"'{_contract.Lake.RiskGrade}' has the code '{grade}'; expected "
                + $"{ContractWords.Listed(ContractWords.Risk)}.");
        var all = _contract.Lake.Factors.Keys.Where(code => !categories.Contains(code));
        // A code that only a later edition knows is no mistake of an earlier one.
        foreach (var factor in _terms.Edition == _contract.Editions[^1] ? all : [])
            columns.Fault($"lake.factors.{factor}", $"'{factor}' is no code of the category column; write one of its codes.");
    }

    void CheckColumn(Column column, string key)
    {
        CheckCodes(column, key);
        if (column.Weekday && !column.Type.IsDate())
            columns.Fault($"{key}.weekday", $"'{column.Name}' is to fall on a weekday, and its type is {ColumnPlaces.Word(column.Type)}; "
                + "only a date does.");
        foreach (var (code, tier) in column.Severity)
        {
            var at = $"{key}.severity.{code}";
            if (Defects.Find(code) is not { } defect)
                columns.Fault(at, $"'{column.Name}' sets the severity of '{code}', which is no defect; docs/defects.md lists them.");
            else if (defect.Tier != Tier.Warning)
                columns.Fault(at, $"'{column.Name}' sets the severity of {code}, which {DefectGuide.Does(defect.Tier)} always; only a "
                    + "warning can be set.");
            else if (tier == ContractWords.RefuseFile && DefectGuide.FamilyOf(code) is not ("FILE" or "HDR"))
                columns.Fault(at, $"'{column.Name}' sets {code} to refuse file; what is found in a row can reject that row, never its "
                    + "file.");
            if (!ContractWords.Has(ContractWords.Tier, tier))
                columns.Fault(at, $"'{column.Name}' sets {code} to '{tier}'; expected one of {ContractWords.Listed(ContractWords.Tier)}.");
        }
    }

    void CheckCodes(Column column, string key)
    {
        var name = column.Name;
        if (column.Type != ColumnType.Code)
        {
            if (column.Codes.Count > 0)
                columns.Fault($"{key}.codes", $"'{name}' has codes but its type is {ColumnPlaces.Word(column.Type)}; make it code, or "
                    + "leave the codes out.");
            if (column.List is not null)
                columns.Fault($"{key}.list", $"'{name}' names a list but its type is {ColumnPlaces.Word(column.Type)}; make it code, or "
                    + "leave the list out.");
            return;
        }
        if (column.List is not { } list)
        {
            if (column.Codes.Count == 0) columns.Fault(key, $"'{name}' is a code column without codes; write its codes, or name a list.");
            if (column.Only.Count > 0) columns.Fault($"{key}.only", $"'{name}' says only, and names no list to choose from.");
        }
        else if (columns.FindList(list) is not { } known)
            columns.Fault($"{key}.list", $"'{name}' names the list '{list}', which there is not; functions/codes has "
                + $"{string.Join(", ", columns.CodeLists)}.");
        else
        {
            foreach (var code in column.Only.Where(code => !known.Codes.Contains(code)))
                columns.Fault($"{key}.only", $"'{name}' says only '{code}', which is no code of the list {list}.");
            foreach (var code in column.Codes.Keys.Where(code => !columns.CodesOf(name).Contains(code)))
                columns.Fault($"{key}.codes.{code}", $"'{name}' adds spellings of '{code}', which is no code it takes from the list "
                    + $"{list}.");
        }
    }
}
