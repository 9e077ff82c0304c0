namespace FrontDoor.Cli.Alerts;

/// <summary>Where alerts are read: a subscription of the topic, or the queue late-referrals where there is no Service Bus.</summary>
interface IAlertReader : IAsyncDisposable
{
    /// <summary>The next alert, hidden from others for a while; null where none came within the time.</summary>
    Task<HeldAlert?> Next(TimeSpan wait, CancellationToken cancel);
}

/// <summary>An alert that others do not see while it is dealt with; not completed, it comes again.</summary>
/// <param name="Event">The CloudEvent, as it was sent.</param>
sealed record HeldAlert(ReadOnlyMemory<byte> Event, Func<CancellationToken, Task> Complete);
