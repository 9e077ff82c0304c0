namespace FrontDoor.Domain.Feeds;

/// <summary>Turns a contract's names into places, edition by edition, and gathers everything that contradicts itself, so that an author
/// sees all of it at once.</summary>
sealed class FeedCompiler(ColumnPlaces columns, IReadOnlyList<ContractFormat>? formats)
{
    readonly EditionTerms _terms = columns.Terms;
    readonly Contract _contract = columns.Contract;

    /// <summary>The feed by its newest edition, or null: then the text has faults.</summary>
    /// <param name="formats">Those that it may name; null: they are not checked.</param>
    public static Feed? Compile(Contract contract, ContractText text, CodeLists lists, IReadOnlyList<ContractFormat>? formats)
    {
        if (contract.Editions.Count == 0) text.Fault("editions", "empty; name at least one, with the day it holds from.");
        var editions = new List<Feed>();
        foreach (var terms in EditionTerms.All(contract, text))
            editions.Add(new FeedCompiler(new ColumnPlaces(terms, text, lists), formats).Compile(editions, contract.Columns.Count));
        return text.Faults.Count == 0 ? editions[^1] : null;
    }

    Feed Compile(IReadOnlyList<Feed> editions, int firstColumns)
    {
        var checks = new ColumnChecks(columns, formats);
        var senders = new SenderChecks(columns);
        checks.CheckColumns();
        senders.CheckSenders();
        checks.CheckLake();
        senders.CheckExpected();
        var compiler = new ClockCompiler(columns);
        var lake = _contract.Lake;
        var child = _contract.Child;
        var clocks = _contract.Clocks.Select(compiler.Clock).ToList();
        var feed = new Feed(_contract, Id())
        {
            Edition = _terms.Edition,
            Editions = editions,
            FirstColumns = firstColumns,
            Taken = _terms.Taken,
            Key = columns.OwnPlaces($"{_terms.NaturalKeyKey}.columns", _contract.NaturalKey.Columns),
            KeyChild = columns.OwnPlace($"{_terms.NaturalKeyKey}.child", _contract.NaturalKey.Child),
            KeyOrElse = columns.OwnPlaces($"{_terms.NaturalKeyKey}.orElse", _contract.NaturalKey.OrElse),
            Version = columns.OwnPlace(_terms.VersionKey, _contract.Version, ColumnType.Integer,
                ColumnType.LocalDateTime, ColumnType.Instant, ColumnType.Date),
            Child = new ChildPlaces(
                columns.Place("child.nhsNumber", child.NhsNumber, ColumnType.NhsNumber),
                columns.Place("child.upn", child.Upn, ColumnType.Upn),
                columns.Place("child.reference", child.Reference),
                columns.Place("child.surname", child.Surname),
                columns.Place("child.forename", child.Forename),
                columns.Place("child.dateOfBirth", child.DateOfBirth, ColumnType.Date),
                columns.Place("child.expectedDateOfBirth", child.ExpectedDateOfBirth, ColumnType.Date),
                columns.Place("child.address", child.Address),
                columns.Place("child.postcode", child.Postcode, ColumnType.Postcode)),
            Lake = new LakePlaces(
                columns.Place("lake.category", lake.Category, ColumnType.Code),
                columns.Place("lake.riskGrade", lake.RiskGrade, ColumnType.Code),
                columns.Place("lake.status", lake.Status, ColumnType.Code),
                columns.Place("lake.laCode", lake.LaCode),
                columns.Place("lake.sex", lake.Sex, ColumnType.Code),
                columns.Place("lake.ethnicity", lake.Ethnicity, ColumnType.Code),
                columns.Place("lake.consent", lake.Consent, ColumnType.Code),
                columns.Place("lake.source", lake.Source, ColumnType.Code),
                columns.Place("lake.outcome", lake.Outcome, ColumnType.Code),
                columns.Place("lake.referred", lake.Referred, ColumnType.Date, ColumnType.LocalDateTime, ColumnType.Instant),
                columns.Place("lake.detail", lake.Detail, ColumnType.Code),
                columns.Place("lake.occurrence", lake.Occurrence, ColumnType.Text, ColumnType.PoliceReference)),
            Codes = [.. _contract.Columns.Select(columns.Codes)],
            Occurred = [.. lake.Occurred.Select(column => columns.Occurrence(column))],
            Clocks = clocks,
            ClockStarts = compiler.ClockStarts(),
            Times = columns.Times,
        };
        return feed;
    }

    FeedId Id()
    {
        try
        {
            var id = FeedId.Parse(_contract.Feed);
            if (!FeedId.Agencies.Contains(id.Agency))
                columns.Fault("feed", $"'{id.Agency}' has no landing container; the agency is one of "
                    + $"{string.Join(", ", FeedId.Agencies)}.");
            if (!SenderChecks.Name().IsMatch(id.Name))
                columns.Fault("feed", $"'{id.Name}' cannot be a folder's name; write small letters, digits and hyphens, a letter first.");
            return id;
        }
        catch (FormatException error)
        {
            columns.Fault("feed", error.Message);
            return default;
        }
    }
}
