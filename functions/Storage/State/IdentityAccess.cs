using System.Text.Json.Serialization;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Storage.State;

/// <summary>That somebody looked into the restricted store, at which record, and why: <c>restricted/access/{day}/{id}.json</c>, written
/// before anything is shown.</summary>
public sealed record IdentityAccess : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => StateJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;
    public required DateTimeOffset At { get; init; }

    /// <summary>A role, in their own word.</summary>
    public required string By { get; init; }
    public required string Reason { get; init; }

    /// <summary>The records looked at.</summary>
    public required IReadOnlyList<string> NotificationKeys { get; init; }

    /// <summary>What was sent was shown; else a record was only looked for by its reference.</summary>
    public required bool IsShown { get; init; }

    /// <summary>Writes it; nothing is to be shown before.</summary>
    public Task Write(IStore store, CancellationToken cancel) =>
        store.TryWrite(Containers.Restricted, $"access/{At.UtcDateTime:yyyy-MM-dd}/{Guid.NewGuid():n}.json", this, null, cancel);
}
