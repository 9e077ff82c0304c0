namespace FrontDoor.Storage.Queries;

/// <summary>A record that keeps an earlier version's result, because its newest version would relax its clock and no one has
/// decided.</summary>
/// <param name="Status">The current status and severity; then those of the newest version by itself.</param>
/// <param name="Since">When the newest version was received, to the hour.</param>
public sealed record PendingCorrection(
    string NotificationKey, int RecordVersion, string Feed, string Sender, string Clock,
    string Status, string Severity, string ProposedStatus, string ProposedSeverity, DateTimeOffset Since);
