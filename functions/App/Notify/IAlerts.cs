using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>Where alerts go: a Service Bus topic, or a storage queue where there is none. Returns only when all were taken; sending again does no harm.</summary>
interface IAlerts
{
    Task Send(Notice notice, CancellationToken cancel);

    Task SendBatch(IReadOnlyList<Notice> notices, CancellationToken cancel);
}
