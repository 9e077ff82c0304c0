using FrontDoor.App.Hosting;
using FrontDoor.App.Invocations;
using FrontDoor.Ingestion;

namespace FrontDoor.App.ReceiveFile;

/// <summary>Adds what this process committed to the lake, the arrivals of a few seconds together. If the process is killed, the timer of
/// RecoverFiles does the rest.</summary>
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
