using FrontDoor.App.Hosting;
using FrontDoor.Reporting.Publishing;

namespace FrontDoor.App.PublishReports;

/// <summary>Every hour, writes the reports of weeks and months that are over and have none yet.</summary>
sealed class PublishReportsFunction(Reporting.Publishing.PublishReports publish, TimeProvider clock, ILogger<PublishReportsFunction> log)
{
    [Function("PublishReports")]
    public async Task Run([TimerTrigger("45 20 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var written = await publish.Run(clock.GetUtcNow(), cancellationToken);
        log.ReportsPublished(written.Weeks, written.Months);
    }
}
