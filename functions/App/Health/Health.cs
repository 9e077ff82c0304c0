namespace FrontDoor.App;

/// <summary>How the app is, for a probe: no secret, no name of an account.</summary>
/// <param name="Status">ok, or storage_unreachable.</param>
/// <param name="AlertsDownSince">As this instance found Service Bus; absent while it takes alerts.</param>
/// <param name="RulesVersion">Of the contracts, calendars and time zones that decide what is late.</param>
sealed record Health(string Status, bool StorageReachable, IReadOnlyList<string> Feeds, string RulesVersion, string Alerts, DateTimeOffset? AlertsDownSince);
