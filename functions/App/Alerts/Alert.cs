using FrontDoor.Storage.Alerts;

namespace FrontDoor.App.Alerts;

/// <summary>A notice on its way out, with what only the sending knows.</summary>
/// <param name="MayRepeat">An earlier try may have been taken, longer ago than the broker remembers.</param>
/// <param name="NotBefore">The broker keeps it back until then; null: at once.</param>
readonly record struct Alert(Notice Notice, bool MayRepeat = false, DateTimeOffset? NotBefore = null)
{
    /// <summary>Routing keys of its policy's rule; none is what subscriptions of the deployment alone decide.</summary>
    public IReadOnlyList<string> To { get => field ?? []; init; } = [];
}
