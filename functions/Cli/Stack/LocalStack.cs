using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FrontDoor.Cli.Alerts;
using FrontDoor.Cli.Build;
using FrontDoor.Cli.Terminal;
using FrontDoor.Local;
using FrontDoor.Local.FunctionsHost;
using FrontDoor.Local.ServiceBus;
using FrontDoor.Local.Storage;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Stack;

/// <summary>Everything that runs in Azure, on this machine: Azurite with its containers and queues, and the published app under the local
/// host.</summary>
sealed class LocalStack : IAsyncDisposable
{
    readonly Azurite _azurite;
    readonly ServiceBusBroker _broker;
    readonly FunctionsHost _host;
    readonly CancellationTokenSource _stop = new();
    readonly Task _watch;

    LocalStack(Azurite azurite, ServiceBusBroker broker, FunctionsHost host, BlobServiceClient blobs, QueueServiceClient queues)
    {
        (_azurite, _broker, _host, Blobs, Messages) = (azurite, broker, host, blobs, queues);
        _watch = new LandingWatch(blobs, queues).Run(_stop.Token);
    }

    public BlobServiceClient Blobs { get; }

    /// <summary>Queues whose messages are base64, as the host and Event Grid write them.</summary>
    public QueueServiceClient Messages { get; }

    /// <summary>The reader of alerts.</summary>
    public LocalBus Bus => new(_broker.ConnectionString, _host.Address);

    public Uri Health => new(_host.Address, "api/health");

    public Uri Pages => new(_host.Address, "api/pages/today");

    public static async Task<LocalStack> Start(LocalStackPlan plan, HostLog log, CancellationToken cancel)
    {
        Screen.Say("starting Azurite");
        var azurite = await Azurite.Start(Root.At("node_modules"), plan.AzuriteFolder, log, cancel);
        try
        {
            var blobs = new BlobServiceClient(azurite.ConnectionString);
            var queues = new QueueServiceClient(azurite.ConnectionString);
            foreach (var container in Containers.All)
                await blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancel);
            foreach (var queue in s_queues) await queues.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: cancel);
            var broker = await ServiceBusBroker.Start(new ServiceBusBrokerOptions { Folder = plan.AzuriteFolder }, cancel);
            try
            {
                Screen.Say("starting the app under the local host");
                return await Start(plan, azurite, broker, blobs, queues, log, cancel);
            }
            catch
            {
                await broker.DisposeAsync();
                throw;
            }
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes only by a fault of one of its parts.</summary>
    public async Task Failure() => await await Task.WhenAny(_azurite.Failure(), _host.Failure(), _broker.Failure(), _watch);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch.ContinueWith(_ => { }, TaskScheduler.Default);
        await _host.DisposeAsync();
        await _broker.DisposeAsync();
        await _azurite.DisposeAsync();
        _stop.Dispose();
    }

    static readonly string[] s_queues =
        [Queues.Arrivals, Queues.Arrivals + Queues.PoisonSuffix, Queues.Notices, Queues.Notices + Queues.PoisonSuffix,
        Queues.LateReferrals];

    static async Task<LocalStack> Start(LocalStackPlan plan, Azurite azurite, ServiceBusBroker broker, BlobServiceClient blobs,
        QueueServiceClient queues, HostLog log, CancellationToken cancel)
    {
        var settings = new Dictionary<string, string>
        {
            ["DataStorage"] = azurite.ConnectionString,
            ["AzureWebJobsStorage"] = "the real host's own account: no function may listen there",
            // shorter than in host.json, because a person waits
            ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:01",
            ["ServiceBus"] = broker.ConnectionString,
            ["PseudonymKey"] = plan.PseudonymKey,
            ["PseudonymKeyVersion"] = "1",
            ["AllowGivenReceipt"] = plan.AllowGivenReceipt ? "true" : "false",
        };
        if (plan.ContractsFolder is { } folder) settings["ContractsFolder"] = folder;
        var host = new FunctionsHost(
            new FunctionsHostOptions(plan.App ?? AppFolder.Folder, settings) { TimersFolder = Path.Combine(plan.AzuriteFolder, "timers") },
            log, TimeProvider.System);
        try
        {
            await host.Ready(cancel);
            return new LocalStack(azurite, broker, host, blobs, queues);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }
}

/// <summary>How a stack differs from another.</summary>
sealed record LocalStackPlan(string AzuriteFolder, string PseudonymKey, bool AllowGivenReceipt, string? ContractsFolder = null)
{
    /// <summary>The published app; null: that of artifacts/app.</summary>
    public string? App { get; init; }
}
