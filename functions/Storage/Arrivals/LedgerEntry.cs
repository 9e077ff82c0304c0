using System.Text.Json.Serialization;
using FrontDoor.Storage.State;

namespace FrontDoor.Storage.Arrivals;

/// <summary>The state of an arrival.</summary>
public enum ArrivalStatus
{
    /// <summary>Begun. If the manifest lists it, its tables, receipt and notices are being published.</summary>
    Received,
    /// <summary>It is fully visible.</summary>
    Published,
    /// <summary>The file was refused; the receipt says why.</summary>
    Refused,
    /// <summary>Failed several times for a fault of ours: delayed, operators have an alert, and it is tried again with
    /// back-off.</summary>
    Stalled,
}

/// <summary>The state of one arrival, without its name or content.</summary>
public sealed record LedgerEntry : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => ArrivalJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;

    public required string FileId { get; init; }
    public required ArrivalStatus Status { get; init; }
    public required DateTimeOffset Touched { get; init; }

    /// <summary>Whether it is fully visible, or its file was refused.</summary>
    [JsonIgnore]
    public bool IsDone => Status is ArrivalStatus.Published or ArrivalStatus.Refused;

    /// <summary>How often processing began.</summary>
    public int Attempts { get; init; }

    /// <summary>How often it stalled.</summary>
    public int Stalls { get; init; }

    /// <summary>A stalled arrival is not tried again before this.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
