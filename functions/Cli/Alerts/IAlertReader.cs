namespace FrontDoor.Cli.Alerts;

/// <summary>Reads alerts from a subscription of the topic, or from the queue late-referrals if there is no Service Bus.</summary>
interface IAlertReader : IAsyncDisposable
{
    /// <summary>The next alert, locked for a while; null if none came in time.</summary>
    Task<HeldAlert?> Next(TimeSpan wait, CancellationToken cancel);
}

/// <summary>An alert that other readers do not see; if it is not completed, it comes again.</summary>
/// <param name="Event">The CloudEvent, as it was sent.</param>
sealed record HeldAlert(ReadOnlyMemory<byte> Event, Func<CancellationToken, Task> Complete);
