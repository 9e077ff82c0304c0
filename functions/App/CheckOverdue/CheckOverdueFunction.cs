using FrontDoor.Alerting;
using FrontDoor.App.Hosting;
using FrontDoor.Monitoring.Overdue;
using FrontDoor.Storage;

namespace FrontDoor.App.CheckOverdue;

/// <summary>Every hour, judges the running clocks, because most become overdue between two files, and resolves alerts whose clocks a file
/// has stopped.</summary>
sealed class CheckOverdueFunction(CheckOverdueClocks tick, WarnDueSoon warn, ResolveOverdueAlerts resolve, TimeProvider clock,
    ILogger<CheckOverdueFunction> log)
{
    [Function("CheckOverdue")]
    public async Task Run([TimerTrigger("30 1 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var (found, dueSoon, resolved, steps) = (new CheckOverdueResult(0, 0), 0, 0, new IndependentSteps());
        await steps.Do(async () => found = await tick.Run(clock.GetUtcNow(), cancellationToken));
        await steps.Do(async () => dueSoon = await warn.Run(clock.GetUtcNow(), cancellationToken));
        await steps.Do(async () => resolved = await resolve.Run(clock.GetUtcNow(), cancellationToken));
        steps.End();
        log.OverdueChecked(found.Worsened, found.Notices, dueSoon, resolved);
    }
}
