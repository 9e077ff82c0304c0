using System.Globalization;
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

    /// <summary>One row of data.</summary>
    public static IReadOnlyDictionary<string, object?> Row(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var row = new Dictionary<string, object?>();
        foreach (var (name, value) in values) row[name] = value is DateOnly day ? ChartMark.Written(day) : value;
        return row;
    }

    [JsonIgnore]
    public string Json => JsonSerializer.Serialize(this, s_json);
}

/// <summary>A day that matters for a chart, and why.</summary>
/// <param name="Kind">system or holiday.</param>
public sealed record ChartMark(string Day, string Text, string Kind)
{
    public static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
