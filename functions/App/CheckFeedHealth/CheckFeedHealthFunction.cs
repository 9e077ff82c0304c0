using FrontDoor.App.Hosting;
using FrontDoor.App.Storage;
using FrontDoor.Monitoring.FeedHealth;

namespace FrontDoor.App.CheckFeedHealth;

/// <summary>Every hour, judges the days of each feed that are over, to find files that did not come.</summary>
sealed class CheckFeedHealthFunction(Landing landing, CheckFeeds watch, TimeProvider clock, ILogger<CheckFeedHealthFunction> log)
{
    [Function("CheckFeedHealth")]
    public async Task Run([TimerTrigger("15 4 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var found = await watch.Run(clock.GetUtcNow(), landing.All(cancellationToken), cancellationToken);
        log.FeedHealthChecked(found.Rows, found.Notices, found.Weeks);
    }
}
