namespace FrontDoor.App.Alerts;

/// <summary>Sends alerts to a Service Bus topic, or to a storage queue if there is none. Returns once they are accepted; sending again
/// does no harm.</summary>
interface IAlertSender
{
    /// <exception cref="AlertNotTaken">Service Bus did not accept it.</exception>
    Task Send(Alert alert, CancellationToken cancellationToken);

    /// <summary>Sends them in order, as many at once as fit, and yields each lot once it is accepted.</summary>
    /// <exception cref="AlertNotTaken">Service Bus did not accept the next lot.</exception>
    IAsyncEnumerable<IReadOnlyList<Alert>> SendBatch(IReadOnlyList<Alert> alerts, CancellationToken cancellationToken);
}
