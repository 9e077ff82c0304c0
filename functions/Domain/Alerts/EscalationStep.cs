using System.ComponentModel.DataAnnotations;
using FrontDoor.Domain.Documents;
using FrontDoor.Domain.Feeds;

namespace FrontDoor.Domain.Alerts;

/// <summary>A rung of the ladder of escalation: whom an alert reaches too when nobody has acknowledged it for so long.</summary>
[OneOf(PolicyWords.WaitingKind, Property = nameof(Kinds))]
public sealed record EscalationStep : AlertScope
{
    const int LongestWait = 500;

    /// <summary>Of the council's own, from when it was sent.</summary>
    [Range(1, LongestWait)]
    public required int AfterWorkingHours { get; init; }

    /// <summary>Routing keys; never a person or an address.</summary>
    [RegularExpression(TextPattern.FolderName), MinLength(1)]
    public required IReadOnlyList<string> To { get; init; }

    internal void Check(ContractText text, string key)
    {
        Check(text, key, AlertKinds.Waiting);
        CheckRoutes(text, key, To);
        if (To.Count == 0) text.Fault($"{key}.to", "it names nobody; expected at least one routing key.");
        if (AfterWorkingHours is < 1 or > LongestWait)
            text.Fault($"{key}.afterWorkingHours", $"{AfterWorkingHours} is no wait; expected whole hours from 1 to {LongestWait}.");
    }
}
