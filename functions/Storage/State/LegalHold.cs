using System.Text.Json.Serialization;

namespace FrontDoor.Storage.State;

/// <summary>A legal hold on one child, in <c>restricted/holds/{id}.json</c>: while it is not released, the child is not erased.</summary>
public sealed record LegalHold : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => StateJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;
    public required DateTimeOffset At { get; init; }

    /// <summary>A role, in the person's own words.</summary>
    public required string By { get; init; }
    public required string Reason { get; init; }

    /// <summary>Pseudonyms of the child and its records, and the ids of the alerts about them.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Null while the hold is in force.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }
    public string? ReleasedBy { get; init; }
}
