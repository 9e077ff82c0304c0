using System.Text.Json.Serialization;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Storage.State;

/// <summary>A record of access to the restricted store: who, which record, and why. In <c>restricted/access/{day}/{id}.json</c>, written
/// before anything is shown.</summary>
public sealed record IdentityAccess : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => StateJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;
    public required DateTimeOffset At { get; init; }

    /// <summary>A role, in the person's own words.</summary>
    public required string By { get; init; }
    public required string Reason { get; init; }

    /// <summary>The records that were read.</summary>
    public required IReadOnlyList<string> NotificationKeys { get; init; }

    /// <summary>Whether the sent row was shown; else a record was only looked up by its reference.</summary>
    public required bool IsShown { get; init; }

    /// <summary>Writes it. Nothing may be shown before this.</summary>
    public Task Write(IStore store, CancellationToken cancel) =>
        store.TryWrite(Containers.Restricted, $"access/{At.UtcDateTime:yyyy-MM-dd}/{Guid.NewGuid():n}.json", this, null, cancel);
}
