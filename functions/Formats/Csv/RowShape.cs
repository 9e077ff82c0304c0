namespace FrontDoor.Formats.Csv;

/// <summary>What a row of the file at hand looks like, by its header.</summary>
/// <param name="Fields">How many it has.</param>
/// <param name="Named">How many of them have a name the feed knows: a damaged header may promise fields that no row has.</param>
/// <param name="Dates">Which of them hold dates.</param>
public sealed record RowShape(int Fields, int Named, IReadOnlyList<int> Dates)
{
    /// <summary>A blank follows each separator, and a quote behind it still opens a field: "a", "b".</summary>
    public bool IsSpaced { get; init; }
}
