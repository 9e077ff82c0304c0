using Azure.Storage.Blobs;
using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>GET /api/health, which the host forwards as it came: whether the app could do its work now.</summary>
static class HealthFunction
{
    public static void MapHealth(this IEndpointRouteBuilder app) => app.MapGet("/api/health", Look).WithDisplayName("Health");

    static async Task<IResult> Look(HttpContext http, BlobServiceClient blobs, Engine engine, Settings settings, Circuit circuit, ILogger<Health> log)
    {
        var reachable = await Reachable(blobs, log, http.RequestAborted);
        var health = new Health(
            reachable ? "ok" : "storage_unreachable", reachable, [.. engine.Contracts.Feeds.Select(feed => feed.Id.ToString())], Ingest.RulesVersion, settings.AlertsGoTo, circuit.DownSince);
        return TypedResults.Json(health, Wire.Default.Health, statusCode: reachable ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    static async Task<bool> Reachable(BlobServiceClient blobs, ILogger log, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(5)); // a probe waits no longer
        try
        {
            return await blobs.GetBlobContainerClient(Containers.State).ExistsAsync(patience.Token);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            log.Unreachable(Fault.Of(fault).Code);
            return false;
        }
    }
}
