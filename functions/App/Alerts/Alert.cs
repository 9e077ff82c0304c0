using FrontDoor.Storage.Alerts;

namespace FrontDoor.App.Alerts;

/// <summary>A notice that is being sent, with facts known only at sending.</summary>
/// <param name="MayRepeat">An earlier try may have been accepted, longer ago than the broker remembers.</param>
/// <param name="NotBefore">The broker delivers it only then; null for at once.</param>
readonly record struct Alert(Notice Notice, bool MayRepeat = false, DateTimeOffset? NotBefore = null)
{
    /// <summary>Routing keys of the policy's rule; none if only the subscriptions decide.</summary>
    public IReadOnlyList<string> To { get => field ?? []; init; } = [];
}
