using System.Text.Json.Serialization;
using FrontDoor.Storage.State;

namespace FrontDoor.Ingestion.Corrections;

/// <summary>An operator's decision about one version of a record that would relax its clock. Stored only in <c>restricted/decisions</c>,
/// because its reason may name people.</summary>
public sealed record CorrectionDecision : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => CorrectionDecisionJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;

    /// <summary>The id of the commit with its row in the lake.</summary>
    public required string Id { get; init; }

    /// <summary>Whether the version's own result applies; if not, the earlier result stays.</summary>
    public required bool IsAccepted { get; init; }
    public required string Reason { get; init; }

    /// <summary>A role, in the operator's own words.</summary>
    public required string By { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
    public required string NotificationKey { get; init; }
    public required string Agency { get; init; }
    public required string Feed { get; init; }
    public required string Sender { get; init; }
    public required string Clock { get; init; }

    /// <summary>The number of the version at that time.</summary>
    public required int RecordVersion { get; init; }

    /// <summary>Identifies the version by the keyed hash of its content and its receipt in microseconds since 1970. Its number would
    /// change if a file were processed out of order.</summary>
    public required string Content { get; init; }
    public required long Received { get; init; }

    /// <summary>The result before the decision, and the result of the version by itself.</summary>
    public required string StoodStatus { get; init; }
    public required string StoodSeverity { get; init; }
    public required string ProposedStatus { get; init; }
    public required string ProposedSeverity { get; init; }
}
