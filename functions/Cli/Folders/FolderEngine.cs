using FrontDoor.Alerting;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Monitoring;
using FrontDoor.Monitoring.FeedHealth;
using FrontDoor.Monitoring.Overdue;
using FrontDoor.Monitoring.Registration;
using FrontDoor.Storage;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace FrontDoor.Cli.Folders;

/// <summary>The pipeline on a folder: store, key, contracts and delivery put together.</summary>
sealed class FolderEngine : IDisposable
{
    readonly ServiceProvider _services;
    readonly Scratch _scratch;

    FolderEngine(ServiceProvider services, Scratch scratch) => (_services, _scratch) = (services, scratch);

    ArrivalCommits Commits => Part<ArrivalCommits>();

    /// <summary>Corrections that wait for a decision.</summary>
    public PendingCorrections Corrections => Part<PendingCorrections>();

    /// <param name="rejectTestNumbers">As the app's setting of that name.</param>
    /// <param name="policy">Whose ladder alerts climb; null: that which ships. On a folder nothing else of it applies: alerts are files,
    /// written at once.</param>
    public static FolderEngine Open(string root, Contracts contracts, bool rejectTestNumbers = false, AlertPolicy? policy = null)
    {
        var store = new FolderStore(root);
        var scratch = Scratch.Open(store.Scratch);
        var delivery = new FolderDelivery(store);
        var options = new PipelineOptions(scratch.Folder, delivery.Send, TimeProvider.System)
        {
            RejectTestNumbers = rejectTestNumbers,
            Contact = Contact.Read(Environment.GetEnvironmentVariable),
        };
        var services = new ServiceCollection().AddSingleton<IStore>(store).AddSingleton(contracts)
            .AddSingleton(policy ?? AlertPolicy.Shipped).AddSingleton(FolderKey.Open(root)).AddSingleton(options)
            .AddSingleton(TimeProvider.System).AddSingleton(delivery);
        return new FolderEngine(services.AddIngestion().AddMonitoring().AddAlerting().BuildServiceProvider(), scratch);
    }

    /// <summary>Finishes what a killed run committed and did not live to show: its receipts and tables, then its alerts.</summary>
    public async Task Recover(CancellationToken cancel)
    {
        await Part<RecoverLostFiles>().FinishCommitted(DateTimeOffset.MaxValue, cancel);
        await Publish(cancel);
        await Part<FolderDelivery>().SendWaiting(cancel);
    }

    /// <summary>Deals with one file. Its rows come into the lake with those of the next few, or by <see cref="Publish"/>.</summary>
    public async Task<IngestResult> Take(LandedFile file, CancellationToken cancel)
    {
        var result = await Part<IngestFile>().Run(file, cancel);
        await Commits.Lake.PublishMarked(all: false, cancel);
        return result;
    }

    /// <summary>Puts what is committed into the lake; returns how many arrivals that were.</summary>
    public Task<int> Publish(CancellationToken cancel) => Commits.Lake.PublishAll(cancel);

    /// <summary>Looks whether every committed row is in the lake once.</summary>
    public Task<LakeVerification> Verify(bool repair, CancellationToken cancel) => Part<LakeVerifier>().Run(repair, cancel);

    /// <summary>Judges the clocks that nothing has stopped.</summary>
    public Task<CheckOverdueResult> CheckOverdue(DateTimeOffset now, CancellationToken cancel) =>
        Published(Part<CheckOverdueClocks>().Run(now, cancel), cancel);

    /// <summary>Alerts to clocks that run out soon.</summary>
    public Task<int> Warn(DateTimeOffset now, CancellationToken cancel) => Published(Part<WarnDueSoon>().Run(now, cancel), cancel);

    /// <summary>Resolves the alerts whose clocks a file has ended.</summary>
    public Task<int> Resolve(DateTimeOffset now, CancellationToken cancel) =>
        Published(Part<ResolveOverdueAlerts>().Run(now, cancel), cancel);

    /// <summary>Lets what nobody acknowledged climb.</summary>
    public Task<int> Escalate(DateTimeOffset now, CancellationToken cancel) => Published(Part<EscalateAlerts>().Run(now, cancel), cancel);

    /// <summary>Judges the days of feeds that are over. What waits to be ingested lies in no landing container here, and is not waited
    /// for.</summary>
    public Task<CheckFeedHealthResult> CheckFeedHealth(DateTimeOffset now, CancellationToken cancel) =>
        Published(Part<CheckFeeds>().Run(now, AsyncEnumerable.Empty<LandingBlob>(), cancel), cancel);

    /// <summary>Decides about a correction.</summary>
    public Task<CorrectionDecisionResult> Decide(CorrectionChoice choice, DateTimeOffset now, CancellationToken cancel) =>
        Published(Corrections.Decide(choice, now, cancel), cancel);

    /// <summary>Does something about an alert.</summary>
    public Task<AcknowledgeAlertResult> Acknowledge(string noticeId, AlertAction act, string by, string reason, DateTimeOffset now,
        CancellationToken cancel) => Published(Part<AcknowledgeAlerts>().Run(noticeId, act, by, reason, now, cancel), cancel);

    async Task<T> Published<T>(Task<T> work, CancellationToken cancel)
    {
        var result = await work;
        await Publish(cancel);
        return result;
    }

    T Part<T>() where T : notnull => _services.GetRequiredService<T>();

    public void Dispose()
    {
        _services.Dispose();
        _scratch.Dispose();
    }
}
