namespace FrontDoor.App.Alerts;

/// <summary>Where alerts go: a Service Bus topic, or a storage queue where there is none. What it returns was taken; sending again does no
/// harm.</summary>
interface IAlertSender
{
    /// <exception cref="AlertNotTaken">Service Bus did not take it.</exception>
    Task Send(Alert alert, CancellationToken cancellationToken);

    /// <summary>Sends them in their order, as many at once as fit; yields each lot when it was taken.</summary>
    /// <exception cref="AlertNotTaken">Service Bus did not take the next lot.</exception>
    IAsyncEnumerable<IReadOnlyList<Alert>> SendBatch(IReadOnlyList<Alert> alerts, CancellationToken cancellationToken);
}
