using System.Text.Json.Serialization;
using FrontDoor.Storage.State;

namespace FrontDoor.Storage.Arrivals;

/// <summary>How far an arrival has come.</summary>
public enum ArrivalStatus
{
    /// <summary>Begun; once the manifest holds it, its tables, receipt and notices may be on their way out.</summary>
    Received,
    /// <summary>Everything of it is visible.</summary>
    Published,
    /// <summary>The file itself was at fault; the receipt says why.</summary>
    Refused,
    /// <summary>Our fault, more than once: held, told to an operator, tried again with back-off.</summary>
    Stalled,
}

/// <summary>What is known of one arrival: no name and no content, only how far it came and when it was last touched.</summary>
public sealed record LedgerEntry : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => ArrivalJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;

    public required string FileId { get; init; }
    public required ArrivalStatus Status { get; init; }
    public required DateTimeOffset Touched { get; init; }

    /// <summary>Everything of it is visible, or its file was refused: nothing more is to be done for it.</summary>
    [JsonIgnore]
    public bool IsDone => Status is ArrivalStatus.Published or ArrivalStatus.Refused;

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>How often it stalled.</summary>
    public int Stalls { get; init; }

    /// <summary>A stalled arrival is not tried again before this.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
