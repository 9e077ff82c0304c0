namespace FrontDoor.App.Messages;

/// <summary>The health of the app for a probe, without a secret or the name of an account.</summary>
/// <param name="Status">ok, or storage_unreachable.</param>
/// <param name="AlertsWaiting">Whether an alert was due for a quarter of an hour and not sent by any instance.</param>
/// <param name="AlertsDownSince">Since when this instance cannot send to Service Bus; absent if it can, and if other instances send, as
/// on Flex Consumption.</param>
/// <param name="RulesVersion">The version of the contracts, calendars and time zones that decide what is late.</param>
sealed record HealthReport(string Status, bool StorageReachable, IReadOnlyList<string> Feeds, string RulesVersion, string Alerts,
    bool AlertsWaiting, DateTimeOffset? AlertsDownSince);
