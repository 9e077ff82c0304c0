namespace FrontDoor.Alerting;

/// <summary>How the topic of alerts and its subscriptions are set. infra/servicebus.bicep has the same figures, held to these by a
/// test.</summary>
public static class AlertTopic
{
    /// <summary>How long a MessageId is remembered: a second message with it is dropped. The longest there is.</summary>
    public static readonly TimeSpan DuplicateWindow = TimeSpan.FromDays(7);

    /// <summary>How long a message lives that says nothing shorter.</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromDays(14);

    /// <summary>How long a received message is locked; the default of Service Bus.</summary>
    public static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);

    /// <summary>A message that was received so often and never completed goes to the dead letters.</summary>
    public const int MaxDeliveryCount = 10;

    /// <summary>Bytes of one transfer, a message or a batch: the limit of the Standard tier.</summary>
    public const int LargestTransfer = 256 * 1024;
}
