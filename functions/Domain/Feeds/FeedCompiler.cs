using System.Text.Json;

namespace FrontDoor.Domain;

/// <summary>Turns a contract's names into places and gathers everything that contradicts itself, so that an author sees all of it at once.</summary>
sealed partial class FeedCompiler(Contract contract, string file)
{
    readonly List<string> _faults = [];
    readonly List<TimeSlot> _times = [];

    public Feed Compile()
    {
        CheckColumns();
        CheckSenders();
        CheckLake();
        CheckExpected();
        var lake = contract.Lake;
        var child = contract.Child;
        var clocks = contract.Clocks.Select(Clock).ToList();
        var feed = new Feed(contract, Id())
        {
            Key = Places("naturalKey.columns", contract.NaturalKey.Columns),
            KeyChild = Place("naturalKey.child", contract.NaturalKey.Child),
            KeyOrElse = Places("naturalKey.orElse", contract.NaturalKey.OrElse),
            Version = Place("version", contract.Version, ColumnType.Integer, ColumnType.LocalDateTime, ColumnType.Instant, ColumnType.Date),
            Child = new ChildPlaces(
                Place("child.nhsNumber", child.NhsNumber, ColumnType.NhsNumber),
                Place("child.upn", child.Upn, ColumnType.Upn),
                Place("child.surname", child.Surname),
                Place("child.forename", child.Forename),
                Place("child.dateOfBirth", child.DateOfBirth, ColumnType.Date),
                Place("child.expectedDateOfBirth", child.ExpectedDateOfBirth, ColumnType.Date),
                Place("child.address", child.Address),
                Place("child.postcode", child.Postcode, ColumnType.Postcode)),
            Lake = new LakePlaces(
                Place("lake.category", lake.Category, ColumnType.Code),
                Place("lake.riskGrade", lake.RiskGrade, ColumnType.Code),
                Place("lake.status", lake.Status, ColumnType.Code),
                Place("lake.laCode", lake.LaCode),
                Place("lake.sex", lake.Sex, ColumnType.Code),
                Place("lake.ethnicity", lake.Ethnicity, ColumnType.Code),
                Place("lake.consent", lake.Consent, ColumnType.Code)),
            Codes = [.. contract.Columns.Select(Codes)],
            Occurred = [.. lake.Occurred.Select(Occurrence)],
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

    /// <summary>Where the column stands, which must be of one of these types; of any when none is given. Only a code may reach the lake, so that free text cannot.</summary>
    int Place(string where, string? column, params ReadOnlySpan<ColumnType> types)
    {
        if (column is null) return Feed.None;
        for (var place = 0; place < contract.Columns.Count; place++)
        {
            if (!string.Equals(contract.Columns[place].Name, column, StringComparison.Ordinal)) continue;
            var type = contract.Columns[place].Type;
            if (types.Length > 0 && !types.Contains(type))
                _faults.Add($"{where}: '{column}' is of type {Word(type)}; expected {Words(types)}.");
            return place;
        }
        _faults.Add($"{where}: '{column}' is no column of this contract; name one exactly as under columns.");
        return Feed.None;
    }

    static string Word(ColumnType type) => JsonNamingPolicy.KebabCaseLower.ConvertName(type.ToString());

    static string Words(ReadOnlySpan<ColumnType> types)
    {
        var words = new List<string>();
        foreach (var type in types) words.Add(Word(type));
        return string.Join(" or ", words);
    }

    List<int> Places(string where, IEnumerable<string> columns) => [.. columns.Select(column => Place(where, column))];

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
}
