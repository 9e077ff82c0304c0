using System.Text.Json.Serialization;
using FrontDoor.Storage.State;

namespace FrontDoor.Ingestion.Corrections;

/// <summary>What somebody decided about one version of a record that would loosen its clock; lies in <c>restricted/decisions</c> alone, for
/// its reason may name people.</summary>
public sealed record CorrectionDecision : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => CorrectionDecisionJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;

    /// <summary>What its row in the lake was committed as.</summary>
    public required string Id { get; init; }

    /// <summary>The version's own result holds; else what stood before it stands on.</summary>
    public required bool IsAccepted { get; init; }
    public required string Reason { get; init; }

    /// <summary>A role, in the operator's word.</summary>
    public required string By { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
    public required string NotificationKey { get; init; }
    public required string Agency { get; init; }
    public required string Feed { get; init; }
    public required string Sender { get; init; }
    public required string Clock { get; init; }

    /// <summary>The version, as it was counted then.</summary>
    public required int RecordVersion { get; init; }

    /// <summary>The version, by the keyed hash of its content, and by its receipt in microseconds since 1970: a count changes where a file
    /// comes out of its turn, these do not.</summary>
    public required string Content { get; init; }
    public required long Received { get; init; }

    /// <summary>What stood before the decision, and what the version alone gives.</summary>
    public required string StoodStatus { get; init; }
    public required string StoodSeverity { get; init; }
    public required string ProposedStatus { get; init; }
    public required string ProposedSeverity { get; init; }
}
