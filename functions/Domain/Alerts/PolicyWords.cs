using FrontDoor.Domain.Clocks;

namespace FrontDoor.Domain.Alerts;

/// <summary>The words of a policy where it chooses from a few. Its check and its JSON Schema read them here.</summary>
public static class PolicyWords
{
    /// <summary>The names of the sets, as <c>OneOf</c> gives them.</summary>
    public const string Kind = "kind", WaitingKind = "waiting kind", JoinedKind = "joined kind", Severity = "severity",
        JoinedBy = "joined by";

    /// <summary>Each set under its name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Sets { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [Kind] = AlertKinds.InPolicies,
        [WaitingKind] = AlertKinds.Waiting,
        [JoinedKind] = AlertKinds.OfOneRecord,
        [Severity] = TimeWords.Severities,
        [JoinedBy] = [GroupingRule.Record, GroupingRule.Child],
    };
}
