using Azure.Storage.Queues.Models;
using FrontDoor.App.Alerts;
using FrontDoor.App.Hosting;
using FrontDoor.App.Messages;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Storage;
using FrontDoor.Storage.Objects;

namespace FrontDoor.App.SendAlert;

/// <summary>Handles a message of the queue notices: an alert in the outbox is to be sent.</summary>
/// <remarks>The message is only a hint: the outbox holds the notice until it was sent, and RecoverFiles sends what waits there. So the
/// message is completed while Service Bus is down, and a message in notices-poison is no lost alert. After a kill between sending and
/// recording, the alert is sent again under the same id, and the topic drops it.</remarks>
sealed class SendAlertFunction(Delivery delivery, ILogger<SendAlertFunction> log)
{
    [Function("SendAlert")]
    public async Task Run([QueueTrigger(Queues.Notices, Connection = Settings.Storage)] QueueMessage message,
    CancellationToken cancellationToken)
    {
        var (id, traceParent) = NoticeMessage.Read(message);
        using var span = Telemetry.Continue("send alert", traceParent);
        switch (await delivery.Send(id, cancellationToken))
        {
            case (Delivered.Now, { } notice):
                log.Sent(id, notice.Kind.Word(), notice.Severity.Word());
                break;
            case (Delivered.Waits, _):
                log.Waits(id);
                break;
            case (Delivered.Later, _):
                log.Passed("the policy sends the notice later");
                break;
            case (Delivered.Joined, _):
                log.Passed("the policy joins the notice to another one");
                break;
            default:
                log.Passed("the notice was sent before");
                break;
        }
    }
}
