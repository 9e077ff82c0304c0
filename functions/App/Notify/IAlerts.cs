namespace FrontDoor.App;

/// <summary>Where alerts go: a Service Bus topic, or a storage queue where there is none. Returns only when all were taken; sending again does no harm.</summary>
interface IAlerts
{
    Task Send(Alert alert, CancellationToken cancel);

    /// <summary>As many as <see cref="BrokerMessage.Split"/> puts in one request.</summary>
    Task SendBatch(IReadOnlyList<Alert> alerts, CancellationToken cancel);
}
