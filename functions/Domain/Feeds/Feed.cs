namespace FrontDoor.Domain;

/// <summary>A contract made ready to run: every column name has become its place in <see cref="Contract.Columns"/>, and everything that refers to one was checked.</summary>
public sealed class Feed
{
    /// <summary>The place of a column the contract does not have.</summary>
    public const int None = -1;

    internal Feed(Contract contract, FeedId id) => (Contract, Id) = (contract, id);

    public Contract Contract { get; }
    public FeedId Id { get; }
    public IReadOnlyList<Column> Columns => Contract.Columns;

    /// <summary>Reference columns of the natural key.</summary>
    public required IReadOnlyList<int> Key { get; init; }
    public required int KeyChild { get; init; }
    public required IReadOnlyList<int> KeyOrElse { get; init; }
    public required int Version { get; init; }
    public required ChildPlaces Child { get; init; }
    public required LakePlaces Lake { get; init; }

    /// <summary>The spellings of each code column; null for other columns.</summary>
    public required IReadOnlyList<Spellings?> Codes { get; init; }

    /// <summary>Every time a row can tell: a column alone, or a date column with its time column. Clocks refer to these by place.</summary>
    public required IReadOnlyList<TimeSlot> Times { get; init; }

    /// <summary>Which time slots say when it happened, best first.</summary>
    public required IReadOnlyList<int> Occurred { get; init; }

    /// <summary>The feed's clocks, every edition of each.</summary>
    public required IReadOnlyList<Clock> Clocks { get; init; }

    /// <summary>The columns a header must hold one of: those that can start a clock.</summary>
    public required IReadOnlyList<int> ClockStarts { get; init; }

    public Sender? FindSender(string id) => Contract.Senders.FirstOrDefault(sender => sender.Id == id);

    /// <summary>The edition of the contract that holds for a file received on this day; the first edition for days before it.</summary>
    public Edition EditionOn(DateOnly received) =>
        Contract.Editions.OrderBy(edition => edition.From).LastOrDefault(edition => edition.From <= received)
        ?? Contract.Editions.OrderBy(edition => edition.From).First();

    public int PlaceOf(string column)
    {
        for (var place = 0; place < Columns.Count; place++)
            if (string.Equals(Columns[place].Name, column, StringComparison.Ordinal))
                return place;
        return None;
    }

    /// <exception cref="ContractException">All the contract's contradictions.</exception>
    public static Feed From(Contract contract, string file) => new FeedCompiler(contract, file).Compile();
}

/// <summary>Where a time comes from: a column, and the column with its time of day where the first holds the date alone.</summary>
public readonly record struct TimeSlot(int Column, int TimeColumn);

/// <summary>Places of the columns that say who the child is; <see cref="Feed.None"/> where the feed has none.</summary>
public sealed record ChildPlaces(
    int NhsNumber, int Upn, int Surname, int Forename, int DateOfBirth, int ExpectedDateOfBirth, int Address, int Postcode);

/// <summary>Places of the columns behind the notifications table.</summary>
public sealed record LakePlaces(int Category, int RiskGrade, int Status, int LaCode, int Sex, int Ethnicity, int Consent);
