using System.Text.Json;

namespace FrontDoor.Domain.Feeds;

/// <summary>Turns a contract's names into places, edition by edition, and gathers everything that contradicts itself, so that an author
/// sees all of it at once.</summary>
sealed partial class FeedCompiler
{
    readonly EditionTerms _terms;
    readonly Contract _contract;
    readonly ContractText _text;
    readonly CodeLists _lists;
    readonly IReadOnlyList<ContractFormat>? _formats;
    readonly List<TimeSlot> _times = [];

    FeedCompiler(EditionTerms terms, ContractText text, CodeLists lists, IReadOnlyList<ContractFormat>? formats) =>
        (_terms, _contract, _text, _lists, _formats) = (terms, terms.Contract, text, lists, formats);

    /// <summary>The feed by its newest edition, or null: then the text has faults.</summary>
    /// <param name="formats">Those that it may name; null: they are not checked.</param>
    public static Feed? Compile(Contract contract, ContractText text, CodeLists lists, IReadOnlyList<ContractFormat>? formats)
    {
        if (contract.Editions.Count == 0) text.Fault("editions", "empty; name at least one, with the day it holds from.");
        var editions = new List<Feed>();
        foreach (var terms in EditionTerms.All(contract, text))
            editions.Add(new FeedCompiler(terms, text, lists, formats).Compile(editions, contract.Columns.Count));
        return text.Faults.Count == 0 ? editions[^1] : null;
    }

    Feed Compile(IReadOnlyList<Feed> editions, int firstColumns)
    {
        CheckColumns();
        CheckSenders();
        CheckLake();
        CheckExpected();
        var lake = _contract.Lake;
        var child = _contract.Child;
        var clocks = _contract.Clocks.Select(Clock).ToList();
        var feed = new Feed(_contract, Id())
        {
            Edition = _terms.Edition,
            Editions = editions,
            FirstColumns = firstColumns,
            Taken = _terms.Taken,
            Key = OwnPlaces($"{_terms.NaturalKeyKey}.columns", _contract.NaturalKey.Columns),
            KeyChild = OwnPlace($"{_terms.NaturalKeyKey}.child", _contract.NaturalKey.Child),
            KeyOrElse = OwnPlaces($"{_terms.NaturalKeyKey}.orElse", _contract.NaturalKey.OrElse),
            Version = OwnPlace(_terms.VersionKey, _contract.Version, ColumnType.Integer, ColumnType.LocalDateTime, ColumnType.Instant,
            ColumnType.Date),
            Child = new ChildPlaces(
                Place("child.nhsNumber", child.NhsNumber, ColumnType.NhsNumber),
                Place("child.upn", child.Upn, ColumnType.Upn),
                Place("child.reference", child.Reference),
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
                Place("lake.consent", lake.Consent, ColumnType.Code),
                Place("lake.source", lake.Source, ColumnType.Code),
                Place("lake.outcome", lake.Outcome, ColumnType.Code),
                Place("lake.referred", lake.Referred, ColumnType.Date, ColumnType.LocalDateTime, ColumnType.Instant),
                Place("lake.detail", lake.Detail, ColumnType.Code),
                Place("lake.occurrence", lake.Occurrence, ColumnType.Text, ColumnType.PoliceReference)),
            Codes = [.. _contract.Columns.Select(Codes)],
            Occurred = [.. lake.Occurred.Select(column => Occurrence(column))],
            Clocks = clocks,
            ClockStarts = ClockStarts(),
            Times = _times,
        };
        return feed;
    }

    FeedId Id()
    {
        try
        {
            var id = FeedId.Parse(_contract.Feed);
            if (!FeedId.Agencies.Contains(id.Agency))
                Fault("feed", $"'{id.Agency}' has no landing container; the agency is one of {string.Join(", ", FeedId.Agencies)}.");
            if (!Name().IsMatch(id.Name))
                Fault("feed", $"'{id.Name}' cannot be a folder's name; write small letters, digits and hyphens, a letter first.");
            return id;
        }
        catch (FormatException error)
        {
            Fault("feed", error.Message);
            return default;
        }
    }

    void Fault(string key, string says) => _text.Fault(key, says);

    /// <summary>Where the column stands, which must be of one of these types; of any when none is given. Only a code may reach the lake, so
    /// that free text cannot.</summary>
    int Place(string where, string? column, params ReadOnlySpan<ColumnType> types)
    {
        if (column is null) return Feed.None;
        var place = _contract.PlaceOf(column);
        if (place < 0)
        {
            Fault(where, $"'{column}' is no column of this contract; name one exactly as under columns.");
            return Feed.None;
        }
        var type = _contract.Columns[place].Type;
        if (types.Length > 0 && !types.Contains(type))
            Fault(where, $"'{column}' is of type {Word(type)}; expected {Words(types)}.");
        return place;
    }

    /// <summary>The same for what no file can be read without: this edition must have the column.</summary>
    int OwnPlace(string where, string? column, params ReadOnlySpan<ColumnType> types)
    {
        var place = Place(where, column, types);
        if (place >= 0 && !_terms.Taken[place])
            Fault(where, $"'{column}' is no column of the edition '{_terms.Edition.Name}', which needs it; keep the column, or let the "
                + $"edition's change name another here.");
        return place;
    }

    List<int> OwnPlaces(string where, IReadOnlyList<string> columns) =>
        [.. columns.Select((column, at) => OwnPlace($"{where}[{at}]", column))];

    public static string Word(ColumnType type) => JsonNamingPolicy.KebabCaseLower.ConvertName(type.ToString());

    static string Words(ReadOnlySpan<ColumnType> types)
    {
        var words = new List<string>();
        foreach (var type in types) words.Add(Word(type));
        return string.Join(" or ", words);
    }
}
