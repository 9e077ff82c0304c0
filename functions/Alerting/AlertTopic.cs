namespace FrontDoor.Alerting;

/// <summary>Settings of the topic of alerts and its subscriptions. infra/servicebus.bicep has the same values; a test compares
/// them.</summary>
public static class AlertTopic
{
    /// <summary>How long the topic remembers a MessageId and drops a second message with it; the longest that Service Bus
    /// allows.</summary>
    public static readonly TimeSpan DuplicateWindow = TimeSpan.FromDays(7);

    /// <summary>The lifetime of a message, unless the message sets a shorter one.</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromDays(14);

    /// <summary>How long a received message is locked; the default of Service Bus.</summary>
    public static readonly TimeSpan LockDuration = TimeSpan.FromMinutes(1);

    /// <summary>A message that was received this often without being completed goes to the dead letters.</summary>
    public const int MaxDeliveryCount = 10;

    /// <summary>The most bytes of a message or a batch: the limit of the Standard tier.</summary>
    public const int LargestTransfer = 256 * 1024;
}
