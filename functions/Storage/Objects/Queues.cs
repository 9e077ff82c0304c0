namespace FrontDoor.Storage.Objects;

/// <summary>Names of the queues and of the topic.</summary>
public static class Queues
{
    /// <summary>One BlobCreated event in each message.</summary>
    public const string Arrivals = "arrivals";

    /// <summary>Alerts to be sent, one notice id in each message.</summary>
    public const string Notices = "notices";

    public const string PoisonSuffix = "-poison";

    /// <summary>Gets the alerts if no Service Bus is configured.</summary>
    public const string LateReferrals = "late-referrals";

    /// <summary>The Service Bus topic of alerts.</summary>
    public const string AlertsTopic = "alerts";
}
