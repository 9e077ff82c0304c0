namespace FrontDoor.Storage.Objects;

/// <summary>The queues and the topic messages travel on.</summary>
public static class Queues
{
    /// <summary>One BlobCreated event a message.</summary>
    public const string Arrivals = "arrivals";

    /// <summary>Alerts waiting to be sent, one notice id a message.</summary>
    public const string Notices = "notices";

    public const string PoisonSuffix = "-poison";

    /// <summary>Where alerts go when no Service Bus is configured.</summary>
    public const string LateReferrals = "late-referrals";

    /// <summary>The Service Bus topic of alerts.</summary>
    public const string AlertsTopic = "alerts";
}
