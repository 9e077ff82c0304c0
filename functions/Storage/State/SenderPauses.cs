using System.Text.Json.Serialization;

namespace FrontDoor.Storage.State;

/// <summary>Every pause of one sender, in <c>restricted/paused/{sender}.json</c>: while the last one is open, its files wait in
/// landing.</summary>
public sealed record SenderPauses : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => StateJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;
    public required string Sender { get; init; }

    /// <summary>In order; at least one.</summary>
    public required IReadOnlyList<SenderPause> Pauses { get; init; }

    [JsonIgnore]
    public SenderPause Last => Pauses[^1];

    [JsonIgnore]
    public bool IsPaused => Last.ResumedAt is null;
}

/// <summary>One pause of a sender: who paused and who resumed it, and why.</summary>
public sealed record SenderPause
{
    public required DateTimeOffset Since { get; init; }

    /// <summary>A role, in the person's own words.</summary>
    public required string By { get; init; }
    public required string Reason { get; init; }

    /// <summary>Null while the sender is paused.</summary>
    public DateTimeOffset? ResumedAt { get; init; }
    public string? ResumedBy { get; init; }
}
