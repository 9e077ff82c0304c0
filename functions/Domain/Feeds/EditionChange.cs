namespace FrontDoor.Domain.Feeds;

/// <summary>What a new edition of a contract changes of the one before. A file is judged by the edition of the day it is received; nothing
/// received before is judged anew.</summary>
public sealed record EditionChange
{
    /// <summary>Why, in words for partners.</summary>
    public required string Why { get; init; }

    /// <summary>Columns that are new.</summary>
    public IReadOnlyList<Column> Add { get; init => field = value ?? []; } = [];

    /// <summary>Columns no longer part of the feed: not read, even when sent.</summary>
    public IReadOnlyList<string> Remove { get; init => field = value ?? []; } = [];

    /// <summary>More names for a column.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Aliases
    {
        get; init =>
        field = value ?? new Dictionary<string, IReadOnlyList<string>>();
    } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>More codes, or more spellings of one, for a code column.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Codes
    {
        get; init =>
        field = value ?? new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>();
    } =
        new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>();

    /// <summary>Columns whose empty value is worth a warning from now on.</summary>
    public IReadOnlyList<string> Required { get; init => field = value ?? []; } = [];

    /// <summary>Columns whose empty value is no longer worth one.</summary>
    public IReadOnlyList<string> Optional { get; init => field = value ?? []; } = [];

    /// <summary>Another key; records sent before are new records when they are sent again under it.</summary>
    public NaturalKey? NaturalKey { get; init; }

    /// <summary>Another column that orders versions.</summary>
    public string? Version { get; init; }

    /// <summary>The formats taken from now on; empty: as before.</summary>
    public IReadOnlyList<string> Formats { get; init => field = value ?? []; } = [];
}
