using Azure.Storage.Blobs;
using FrontDoor.App.Alerts;
using FrontDoor.App.Hosting;
using FrontDoor.App.Invocations;
using FrontDoor.App.Messages;
using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion;
using FrontDoor.Monitoring;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using Microsoft.Extensions.Options;

namespace FrontDoor.App.Health;

/// <summary>GET /api/health: whether the app can work now.</summary>
sealed class HealthFunction(BlobServiceClient blobs, IStore store, Contracts contracts, IOptions<AppOptions> options,
    CircuitBreaker circuit,
    TimeProvider clock, ILogger<HealthFunction> log)
{
    /// <summary>The longest that a probe waits.</summary>
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    [Function("Health")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
    CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        var reachable = await Asked(() => Exists(patience.Token), cancellationToken);
        var waiting = reachable && await Asked(() => AlertsWait(store, clock.GetUtcNow(), patience.Token), cancellationToken);
        var report = new HealthReport(
            reachable ? "ok" : "storage_unreachable", reachable, [.. contracts.Feeds.Select(feed => feed.Id.ToString())],
                IngestFile.RulesVersion, options.Value.AlertsGoTo, waiting, circuit.DownSince);
        return TypedResults.Json(report, AppJson.Default.HealthReport,
            statusCode: reachable ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>How long an alert may be due before it counts as not sent. Storage is read, because another instance may be the one that
    /// sends.</summary>
    internal static async Task<bool> AlertsWait(IStore store, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await foreach (var _ in new AlertStore(store).Waiting(now - RecoverLostFiles.Stale, now, cancellationToken)) return true;
        return false;
    }

    async Task<bool> Exists(CancellationToken cancellationToken) =>
        await blobs.GetBlobContainerClient(Containers.State).ExistsAsync(cancellationToken);

    async Task<bool> Asked(Func<Task<bool>> storage, CancellationToken cancellationToken)
    {
        try
        {
            return await storage();
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            log.Unreachable(FailureCode.Of(fault));
            return false;
        }
    }
}
