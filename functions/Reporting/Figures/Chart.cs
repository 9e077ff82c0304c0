using System.Text.Json;
using System.Text.Json.Serialization;

namespace FrontDoor.Reporting.Figures;

/// <summary>A chart that pages.js draws; without script its table is shown.</summary>
/// <param name="Kind">Which drawing of pages.js.</param>
/// <param name="Label">What it shows, in a sentence, for those who do not see it.</param>
/// <param name="Data">Plain values only: numbers, texts, days as yyyy-MM-dd.</param>
public sealed record Chart(string Kind, string Label, IReadOnlyList<IReadOnlyDictionary<string, object?>> Data)
{
    static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Lines across the chart at a day.</summary>
    public IReadOnlyList<ChartMark> Marks { get; init; } = [];

    [JsonIgnore]
    public string Json => JsonSerializer.Serialize(this, s_json);
}

/// <summary>A day that matters for a chart, and why.</summary>
/// <param name="Kind">system or holiday.</param>
public sealed record ChartMark(string Day, string Text, string Kind);
