using System.Text.Json.Serialization;
using FrontDoor.Storage.State;

namespace FrontDoor.Storage.Alerts;

/// <summary>An alert and its state, in one document: <c>state/alerts/{id}.json</c>.</summary>
public sealed record StoredAlert : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => StoredAlertJson.Default;

    public static int Newest => 2;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;

    /// <summary>The alert itself. Once it was sent, without the key of the child.</summary>
    public required Notice Notice { get; init; }

    /// <summary>When it was stored. Null in documents of schema 1, which were written once.</summary>
    public DateTimeOffset? StoredAt { get; init; }

    /// <summary>When sending was first tried, recorded before the try.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>When it was sent, or became part of another alert; nothing sends it after that.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>How often it was postponed because it was refused too often.</summary>
    public int PutOff { get; init; }
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The alert about the same record or child that is sent instead of this one.</summary>
    public string? JoinedTo { get; init; }

    /// <summary>The alerts that joined this one.</summary>
    public IReadOnlyList<string> Joined { get; init => field = value ?? []; } = [];

    /// <summary>The digest that was sent instead of this one.</summary>
    public string? DigestId { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Ids of the messages by which it was escalated.</summary>
    public IReadOnlyList<string> Escalations { get; init => field = value ?? []; } = [];

    /// <summary>When it was resolved, as the message <c>resolved</c> says.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Whether it has reached the last rung of its ladder.</summary>
    public bool IsAtTop { get; init; }

    /// <summary>Whether it was sent and may be escalated, because no one has acknowledged it.</summary>
    [JsonIgnore]
    public bool MayClimb =>
        Notice.Waits && SentAt is not null && JoinedTo is null && AcknowledgedAt is null && ResolvedAt is null && !IsAtTop;
}
