using FrontDoor.Alerting;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Ingestion;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Monitoring;
using FrontDoor.Monitoring.FeedHealth;
using FrontDoor.Monitoring.Overdue;
using FrontDoor.Storage;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;

namespace FrontDoor.Cli.Folders;

/// <summary>The pipeline on a folder: store, key, contracts and delivery put together.</summary>
sealed class FolderEngine : IDisposable
{
    readonly FolderStore _store;
    readonly IngestFile _ingest;
    readonly CheckOverdueClocks _tick;
    readonly WarnDueSoon _warn;
    readonly CheckFeeds _watch;
    readonly ResolveOverdueAlerts _resolve;
    readonly EscalateAlerts _escalate;
    readonly AcknowledgeAlerts _attend;
    readonly FolderDelivery _delivery;
    readonly Scratch _scratch;
    readonly PipelineOptions _options;

    FolderEngine(FolderStore store, Contracts contracts, AlertPolicy policy, Pseudonyms keys, PipelineOptions options,
        FolderDelivery delivery, Scratch scratch)
    {
        (_store, _delivery, _scratch, _options, _ingest) = (store, delivery, scratch, options,
            new IngestFile(store, contracts, keys, options));
        _tick = new CheckOverdueClocks(store, _ingest.Commits, contracts, keys, options);
        _warn = new WarnDueSoon(store, _ingest.Commits, contracts, keys, options);
        _watch = new CheckFeeds(store, _ingest.Commits, contracts, keys, options);
        _resolve = new ResolveOverdueAlerts(store, _ingest.Commits, contracts, keys, options);
        _escalate = new EscalateAlerts(store, _ingest.Commits, policy, keys, options);
        Corrections = new PendingCorrections(store, _ingest.Commits, contracts, keys, options);
        _attend = new AcknowledgeAlerts(store, _ingest.Commits, keys, options);
    }

    /// <summary>Corrections that wait for a decision.</summary>
    public PendingCorrections Corrections { get; }

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
        return new FolderEngine(store, contracts, policy ?? AlertPolicy.Shipped, FolderKey.Open(root), options, delivery, scratch);
    }

    /// <summary>Finishes what a killed run committed and did not live to show: its receipts and tables, then its alerts.</summary>
    public async Task Recover(CancellationToken cancel)
    {
        await new RecoverLostFiles(_store, _ingest.Commits, TimeProvider.System).FinishCommitted(DateTimeOffset.MaxValue, cancel);
        await Publish(cancel);
        await _delivery.SendWaiting(cancel);
    }

    /// <summary>Deals with one file. Its rows come into the lake with those of the next few, or by <see cref="Publish"/>.</summary>
    public async Task<IngestResult> Take(LandedFile file, CancellationToken cancel)
    {
        var result = await _ingest.Run(file, cancel);
        await _ingest.Commits.Lake.PublishMarked(all: false, cancel);
        return result;
    }

    /// <summary>Puts what is committed into the lake; returns how many arrivals that were.</summary>
    public Task<int> Publish(CancellationToken cancel) => _ingest.Commits.Lake.PublishAll(cancel);

    /// <summary>Looks whether every committed row is in the lake once.</summary>
    public Task<LakeVerification> Verify(bool repair, CancellationToken cancel) =>
        new LakeVerifier(_store, _ingest.Commits.Lake, _options).Run(repair, cancel);

    /// <summary>Judges the clocks that nothing has stopped.</summary>
    public Task<CheckOverdueResult> CheckOverdue(DateTimeOffset now, CancellationToken cancel) => Published(_tick.Run(now, cancel), cancel);

    /// <summary>Alerts to clocks that run out soon.</summary>
    public Task<int> Warn(DateTimeOffset now, CancellationToken cancel) => Published(_warn.Run(now, cancel), cancel);

    /// <summary>Resolves the alerts whose clocks a file has ended.</summary>
    public Task<int> Resolve(DateTimeOffset now, CancellationToken cancel) => Published(_resolve.Run(now, cancel), cancel);

    /// <summary>Lets what nobody acknowledged climb.</summary>
    public Task<int> Escalate(DateTimeOffset now, CancellationToken cancel) => Published(_escalate.Run(now, cancel), cancel);

    /// <summary>Judges the days of feeds that are over. What waits to be ingested lies in no landing container here, and is not waited
    /// for.</summary>
    public Task<CheckFeedHealthResult> CheckFeedHealth(DateTimeOffset now, CancellationToken cancel) =>
        Published(_watch.Run(now, AsyncEnumerable.Empty<LandingBlob>(), cancel), cancel);

    /// <summary>Decides about a correction.</summary>
    public Task<CorrectionDecisionResult> Decide(CorrectionChoice choice, DateTimeOffset now, CancellationToken cancel) =>
        Published(Corrections.Decide(choice, now, cancel), cancel);

    /// <summary>Does something about an alert.</summary>
    public Task<AcknowledgeAlertResult> Acknowledge(string noticeId, AlertAction act, string by, string reason, DateTimeOffset now,
        CancellationToken cancel) => Published(_attend.Run(noticeId, act, by, reason, now, cancel), cancel);

    async Task<T> Published<T>(Task<T> work, CancellationToken cancel)
    {
        var result = await work;
        await Publish(cancel);
        return result;
    }

    public void Dispose() => _scratch.Dispose();
}
