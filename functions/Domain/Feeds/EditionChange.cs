using System.ComponentModel.DataAnnotations;
using FrontDoor.Domain.Documents;

namespace FrontDoor.Domain.Feeds;

/// <summary>What is different from the edition before it. The first edition has none: it is the rest of this file.</summary>
public sealed record EditionChange
{
    /// <summary>Why, in words for partners.</summary>
    public required string Why { get; init; }

    /// <summary>Columns that are new.</summary>
    public IReadOnlyList<Column> Add { get; init => field = value ?? []; } = [];

    /// <summary>Columns no longer part of the feed: not read, even when sent.</summary>
    [ColumnName]
    public IReadOnlyList<string> Remove { get; init => field = value ?? []; } = [];

    /// <summary>By column, more names for it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Aliases
    {
        get; init =>
        field = value ?? new Dictionary<string, IReadOnlyList<string>>();
    } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>By code column, more codes, or more spellings of one.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Codes
    {
        get; init =>
        field = value ?? new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>();
    } =
        new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>();

    /// <summary>Columns whose empty value is worth a warning from now on.</summary>
    [ColumnName]
    public IReadOnlyList<string> Required { get; init => field = value ?? []; } = [];

    /// <summary>Columns whose empty value is no longer worth one.</summary>
    [ColumnName]
    public IReadOnlyList<string> Optional { get; init => field = value ?? []; } = [];

    /// <summary>Another key; records sent before are new records when they are sent again under it.</summary>
    public NaturalKey? NaturalKey { get; init; }

    /// <summary>Another column that orders versions.</summary>
    [ColumnName]
    public string? Version { get; init; }

    /// <summary>The formats taken from now on; left out: as before.</summary>
    [OneOf(ContractWords.Format), MinLength(1)]
    public IReadOnlyList<string> Formats { get; init => field = value ?? []; } = [];
}
