using FrontDoor.Domain.Clocks;

namespace FrontDoor.Domain.Feeds;

/// <summary>One edition of a contract made ready to run: every column name has become its place in <see cref="Contract.Columns"/>, and
/// everything that refers to one was checked.</summary>
public sealed class Feed
{
    /// <summary>The place of a column the contract does not have.</summary>
    public const int None = -1;

    internal Feed(Contract contract, FeedId id) => (Contract, Id, Advice) = (contract, id, new Advice(contract.Columns));

    public Contract Contract { get; }
    public FeedId Id { get; }
    public IReadOnlyList<Column> Columns => Contract.Columns;

    /// <summary>What to do about each defect, in this feed's own terms.</summary>
    public Advice Advice { get; }

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

    /// <summary>The columns that hold dates, with or without a time.</summary>
    public IReadOnlyList<int> Dates => field ??= [.. Enumerable.Range(0, Columns.Count).Where(place => Columns[place].Type.IsDate())];

    /// <summary>For each column, what of a cell is a mark around its value and no part of it.</summary>
    public IReadOnlyList<CellCare> Care => field ??= [.. Enumerable.Range(0, Columns.Count).Select(place => CellCares.Of(this, place))];

    /// <summary>The edition of the contract this is, by which files of its days are judged.</summary>
    public required Edition Edition { get; init; }

    /// <summary>The same feed by each of its editions, oldest first. All have the same columns in the same places: what one does not have,
    /// it does not read.</summary>
    public required IReadOnlyList<Feed> Editions { get; init; }

    /// <summary>How many columns every edition was written with; those an edition added stand behind.</summary>
    public required int FirstColumns { get; init; }

    /// <summary>For each column, whether this edition has it.</summary>
    public required IReadOnlyList<bool> Taken { get; init; }

    /// <summary>The columns of this edition.</summary>
    public IEnumerable<Column> OwnColumns => Columns.Where((_, place) => Taken[place]);

    /// <summary>Whether this edition has the column: one it does not have is not looked for in a header.</summary>
    public bool Has(int place) => place >= 0 && Taken[place];

    /// <summary>The edition that holds for a file received on this day, UK time; the first for days before it.</summary>
    public Feed On(DateOnly received) => Editions.LastOrDefault(feed => feed.Edition.From <= received) ?? Editions[0];

    public Sender? FindSender(string id) => Contract.Senders.FirstOrDefault(sender => sender.Id == id);
}

/// <summary>Where a time comes from: a column, and the column with its time of day where the first holds the date alone.</summary>
public readonly record struct TimeSlot(int Column, int TimeColumn);

/// <summary>Places of the columns that say who the child is; <see cref="Feed.None"/> where the feed has none.</summary>
public sealed record ChildPlaces(
    int NhsNumber, int Upn, int Reference, int Surname, int Forename, int DateOfBirth, int ExpectedDateOfBirth, int Address, int Postcode);

/// <summary>Places of the columns behind the notifications table.</summary>
public sealed record LakePlaces(int Category, int RiskGrade, int Status, int LaCode, int Sex, int Ethnicity, int Consent, int Source,
    int Outcome, int Referred, int Detail, int Occurrence);
