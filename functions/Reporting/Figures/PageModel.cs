using FrontDoor.Reporting.Filters;

namespace FrontDoor.Reporting.Figures;

/// <summary>A page before it is HTML: its headline in words, then sections.</summary>
public sealed record PageModel(PageAddress Address, string Title, Headline Headline, IReadOnlyList<Section> Sections)
{
    /// <summary>Up to when the lake knows, in words.</summary>
    public required string AsOf { get; init; }

    /// <summary>The filters that can be chosen, with their known values; a day has none.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    public IEnumerable<DataTable> Tables => Sections.Select(section => section.Table).OfType<DataTable>();
}

/// <summary>What matters most on a page, to be read in ten seconds.</summary>
public sealed record Headline(Tone Tone, string Text, params IReadOnlyList<string> More);

/// <summary>A part of a page: words, a chart, a table, alerts or links, whichever it has.</summary>
public sealed record Section(string Title)
{
    public string? Text { get; init; }
    public Chart? Chart { get; init; }
    public DataTable? Table { get; init; }

    /// <summary>Whether the table is folded below the chart once that is drawn.</summary>
    public bool IsFolded => Chart is not null;

    public IReadOnlyList<AlertCard> Alerts { get; init; } = [];

    /// <summary>Where the rest of a long list is, with the words of the link.</summary>
    public IReadOnlyList<(string Text, PageAddress Address)> More { get; init; } = [];

    /// <summary>Things to do, in this order.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Names with what they stand for.</summary>
    public IReadOnlyList<(string Name, Cell Value)> Facts { get; init; } = [];
}

/// <summary>An open alert that can be acknowledged or closed.</summary>
public sealed record AlertCard(string Id, string Kind, string Severity, string Feed, string Sender, string Raised, string State,
    bool IsAcknowledged,
    string Text, string? RecordKey);

/// <summary>A filter of a page.</summary>
/// <param name="Values">What can be chosen; null: a day.</param>
public sealed record Choice(string Key, string Label, IReadOnlyList<string>? Values, string? Chosen)
{
    /// <summary>The value without which the page cannot be.</summary>
    public bool IsRequired { get; init; }
}
