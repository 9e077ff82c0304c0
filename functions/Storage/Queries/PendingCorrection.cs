namespace FrontDoor.Storage.Queries;

/// <summary>A record that stands as an earlier version of it was, because its newest would loosen its clock, and nobody has decided which
/// holds.</summary>
/// <param name="Status">What stands, and how bad; what the newest version alone gives after it.</param>
/// <param name="Since">When that version was received, to the hour.</param>
public sealed record PendingCorrection(
    string NotificationKey, int RecordVersion, string Feed, string Sender, string Clock,
    string Status, string Severity, string ProposedStatus, string ProposedSeverity, DateTimeOffset Since);
