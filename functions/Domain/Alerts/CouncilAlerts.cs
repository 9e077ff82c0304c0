namespace FrontDoor.Domain.Alerts;

/// <summary>What one council agreed for itself: each list that is given stands in place of the policy's own, for alerts that tell of that
/// council alone.</summary>
public sealed record CouncilAlerts
{
    /// <summary>Who agreed it, for what.</summary>
    public required string Why { get; init; }
    public IReadOnlyList<AlertRule>? Rules { get; init; }
    public IReadOnlyList<EscalationStep>? Ladder { get; init; }
    public IReadOnlyList<GroupingRule>? Joins { get; init; }
}
