using Azure.Storage.Queues.Models;
using FrontDoor.Alerting;
using FrontDoor.App.Hosting;
using FrontDoor.App.Messages;
using FrontDoor.App.Storage;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;

namespace FrontDoor.App.SendAlertFailed;

/// <summary>Handles a message of notices-poison: an alert was refused too often. It stays stored, RecoverFiles tries it again, later each
/// time, and operators get an alert.</summary>
sealed class SendAlertFailedFunction(IStore store, PipelineQueues queues, Pseudonyms keys, TimeProvider clock,
    ILogger<SendAlertFailedFunction> log)
{
    [Function("SendAlertFailed")]
    public async Task Run([QueueTrigger(Queues.Notices + Queues.PoisonSuffix, Connection = Settings.Storage)] QueueMessage message,
    CancellationToken cancellationToken)
    {
        var (id, alerts) = (NoticeMessage.Read(message).NoticeId, new AlertStore(store));
        if (await alerts.FindWaiting(id, cancellationToken) is not { } waiting
            || await alerts.PutOff(waiting, clock.GetUtcNow(), cancellationToken) is not { } until)
        {
            log.Passed("the notice was sent before");
            return;
        }
        var stuck = waiting.Document.Notice;
        log.Postponed(id, stuck.Kind.Word(), stuck.Severity.Word(), until);
        if (UnsentAlert.Of(stuck, keys) is not { } unsent) return;
        await alerts.Add(unsent, cancellationToken);
        await queues.SendNotice(unsent.NoticeId, cancellationToken);
    }
}
