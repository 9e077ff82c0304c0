using Azure.Storage.Blobs;
using FrontDoor.App.Alerts;
using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>GET /api/health, which the host forwards as it came: whether the app could do its work now.</summary>
static class HealthFunction
{
    public static void MapHealth(this IEndpointRouteBuilder app) => app.MapGet("/api/health", Look).WithDisplayName("Health");

    static async Task<IResult> Look(HttpContext http, BlobServiceClient blobs, IStore store, Engine engine, Settings settings, CircuitBreaker circuit, ILogger<Health> log)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(TimeSpan.FromSeconds(5)); // a probe waits no longer
        var reachable = await Asked(() => Exists(blobs, patience.Token), log, http.RequestAborted);
        var waiting = reachable && await Asked(() => AlertsWait(store, engine.Now, patience.Token), log, http.RequestAborted);
        var health = new Health(
            reachable ? "ok" : "storage_unreachable", reachable, [.. engine.Contracts.Feeds.Select(feed => feed.Id.ToString())], Ingest.RulesVersion, settings.AlertsGoTo, waiting, circuit.DownSince);
        return TypedResults.Json(health, Wire.Default.Health, statusCode: reachable ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Another instance may be the one that sends, so the outbox is asked: what is due and lies there this long was not taken.</summary>
    internal static async Task<bool> AlertsWait(IStore store, DateTimeOffset now, CancellationToken cancel)
    {
        await foreach (var _ in new Outbox(store).Waiting(now - Sweep.Stale, now, cancel)) return true;
        return false;
    }

    static async Task<bool> Exists(BlobServiceClient blobs, CancellationToken cancel) =>
        await blobs.GetBlobContainerClient(Containers.State).ExistsAsync(cancel);

    static async Task<bool> Asked(Func<Task<bool>> storage, ILogger log, CancellationToken cancel)
    {
        try
        {
            return await storage();
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            log.Unreachable(Fault.Of(fault).Code);
            return false;
        }
    }
}
