using System.Globalization;

namespace FrontDoor.Domain.Feeds;

/// <summary>A list of codes that contracts share, with every spelling of each: one file in functions/codes, whose list.schema.json says the
/// same to an editor.</summary>
public sealed record CodeList
{
    /// <summary>For editors; not read.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The name a contract's column gives.</summary>
    public required string List { get; init; }
    public required string Title { get; init; }

    /// <summary>Who publishes it, and which edition.</summary>
    public required string Source { get; init; }

    /// <summary>The name of a second list, made of this one's groups.</summary>
    public string? Groups { get; init; }

    /// <summary>Spellings that say nothing was recorded: taken as an empty cell.</summary>
    public IReadOnlyList<string> Blank { get; init => field = value ?? []; } = [];

    /// <summary>Codes that are numbers without labels: 201-213, or 420.</summary>
    public IReadOnlyList<string> Ranges { get; init => field = value ?? []; } = [];
    public IReadOnlyDictionary<string, ListedCode> Codes
    {
        get; init =>
        field = value ?? new Dictionary<string, ListedCode>();
    } = new Dictionary<string, ListedCode>();

    /// <summary>Every code with its spellings, the code itself first; a list of groups has a line for each code of each group.</summary>
    internal IEnumerable<CodeSpellings> Spelled =>
        Codes.Select(code => new CodeSpellings(code.Key, [code.Key, .. code.Value.Spellings]))
            .Concat(Ranges.SelectMany(Expand).Select(code => new CodeSpellings(code, [code])));

    internal IEnumerable<CodeSpellings> SpelledByGroup =>
        Codes.Where(code => code.Value.Group is not null)
        .Select(code => new CodeSpellings(code.Value.Group!, [code.Key, .. code.Value.Spellings]));

    static IEnumerable<string> Expand(string range)
    {
        var ends = range.Split('-');
        var (from, to) = (int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[^1], CultureInfo.InvariantCulture));
        return Enumerable.Range(from, Math.Max(0, to - from + 1))
            .Select(code => code.ToString(CultureInfo.InvariantCulture).PadLeft(ends[0].Length, '0'));
    }
}

/// <summary>One code of a list.</summary>
public sealed record ListedCode
{
    public required string Label { get; init; }

    /// <summary>Which code of the list of groups it counts as.</summary>
    public string? Group { get; init; }

    /// <summary>The label Ofsted's Annex A gives it, letter and all.</summary>
    public string? Lettered { get; init; }
    public IReadOnlyList<string> Aliases { get; init => field = value ?? []; } = [];

    internal IEnumerable<string> Spellings => [Label, .. Lettered is null ? Array.Empty<string>() : [Lettered], .. Aliases];
}

/// <summary>A code as it is written in the lake, and spellings that mean it, which may also stand beside each other.</summary>
public readonly record struct CodeSpellings(string Code, IReadOnlyList<string> Labels);
