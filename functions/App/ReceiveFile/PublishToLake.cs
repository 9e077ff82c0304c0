using FrontDoor.App.Hosting;
using FrontDoor.App.Invocations;
using FrontDoor.Ingestion;

namespace FrontDoor.App.ReceiveFile;

/// <summary>Puts what this process committed into the lake, a few seconds' arrivals together. What it does not live to publish the timer of
/// RecoverFiles does.</summary>
sealed class PublishToLake(IngestFile ingest, TimeProvider clock, ILogger<PublishToLake> log) : BackgroundService
{
    static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_lookEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Publish(all: false, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app stops; StopAsync publishes what is left.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Publish(all: true, cancellationToken);
    }

    async Task Publish(bool all, CancellationToken cancellationToken)
    {
        try
        {
            await ingest.Commits.Lake.PublishMarked(all, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.NotPublished(FailureCode.Of(fault), FailureCode.Types(fault), fault.StackTrace);
        }
    }
}
