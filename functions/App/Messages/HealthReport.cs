namespace FrontDoor.App.Messages;

/// <summary>How the app is, for a probe: no secret, no name of an account.</summary>
/// <param name="Status">ok, or storage_unreachable.</param>
/// <param name="AlertsWaiting">Whether an alert is due that nobody has taken for a quarter of an hour, whichever instance sends.</param>
/// <param name="AlertsDownSince">As this instance found Service Bus; absent while it takes alerts, and where other instances send, as on
/// Flex Consumption.</param>
/// <param name="RulesVersion">Of the contracts, calendars and time zones that decide what is late.</param>
sealed record HealthReport(string Status, bool StorageReachable, IReadOnlyList<string> Feeds, string RulesVersion, string Alerts,
    bool AlertsWaiting, DateTimeOffset? AlertsDownSince);
