using FrontDoor.Alerting;
using FrontDoor.App.Hosting;
using FrontDoor.Monitoring.Overdue;
using FrontDoor.Storage;

namespace FrontDoor.App.CheckOverdue;

/// <summary>Every hour: clocks that nothing has stopped are judged anew, for most of what comes to be overdue does so between two files;
/// and alerts whose clocks a file has ended are resolved.</summary>
sealed class CheckOverdueFunction(CheckOverdueClocks tick, WarnDueSoon warn, ResolveOverdueAlerts resolve, TimeProvider clock,
    ILogger<CheckOverdueFunction> log)
{
    [Function("CheckOverdue")]
    public async Task Run([TimerTrigger("30 1 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var (found, dueSoon, resolved, apart) = (new CheckOverdueResult(0, 0), 0, 0, new IndependentSteps());
        await apart.Do(async () => found = await tick.Run(clock.GetUtcNow(), cancellationToken));
        await apart.Do(async () => dueSoon = await warn.Run(clock.GetUtcNow(), cancellationToken));
        await apart.Do(async () => resolved = await resolve.Run(clock.GetUtcNow(), cancellationToken));
        apart.End();
        log.OverdueChecked(found.Worsened, found.Notices, dueSoon, resolved);
    }
}
