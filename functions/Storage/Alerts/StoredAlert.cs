using System.Text.Json.Serialization;
using FrontDoor.Storage.State;

namespace FrontDoor.Storage.Alerts;

/// <summary>An alert and all that became of it: the one document of its life, <c>state/alerts/{id}.json</c>.</summary>
public sealed record StoredAlert : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => StoredAlertJson.Default;

    public static int Newest => 2;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;

    /// <summary>What is told. Once it was sent, without the key of the child.</summary>
    public required Notice Notice { get; init; }

    /// <summary>When it was stored; null: the document was written once, then.</summary>
    public DateTimeOffset? StoredAt { get; init; }

    /// <summary>Before the first try.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>After it was taken, or became part of another alert; nothing sends it then.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>How often it was put off because it was refused too often.</summary>
    public int PutOff { get; init; }
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Not sent by itself: the alert about the same that was, or will be.</summary>
    public string? JoinedTo { get; init; }

    /// <summary>The alerts that joined this one.</summary>
    public IReadOnlyList<string> Joined { get; init => field = value ?? []; } = [];

    /// <summary>Not sent by itself: the digest it is part of.</summary>
    public string? DigestId { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>The messages that it climbed by.</summary>
    public IReadOnlyList<string> Escalations { get; init => field = value ?? []; } = [];

    /// <summary>As the message says that told so.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>There is no rung left for it.</summary>
    public bool IsAtTop { get; init; }

    /// <summary>It was sent, and may climb because nobody has acknowledged it.</summary>
    [JsonIgnore]
    public bool MayClimb =>
        Notice.Waits && SentAt is not null && JoinedTo is null && AcknowledgedAt is null && ResolvedAt is null && !IsAtTop;
}
