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

/// <summary>The pipeline on a folder: store, key, contracts and delivery.</summary>
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

    /// <param name="rejectTestNumbers">The same as the app's setting.</param>
    /// <param name="policy">The policy for escalations; null for the built-in one. Nothing else of a policy applies on a folder, where
    /// alerts are files, written at once.</param>
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

    /// <summary>Finishes what a killed run committed but did not publish: its receipts and tables, then its alerts.</summary>
    public async Task Recover(CancellationToken cancel)
    {
        await new RecoverLostFiles(_store, _ingest.Commits, TimeProvider.System).FinishCommitted(DateTimeOffset.MaxValue, cancel);
        await Publish(cancel);
        await _delivery.SendWaiting(cancel);
    }

    /// <summary>Processes a file. Its rows reach the lake with those of the next files, or by <see cref="Publish"/>.</summary>
    public async Task<IngestResult> Take(LandedFile file, CancellationToken cancel)
    {
        var result = await _ingest.Run(file, cancel);
        await _ingest.Commits.Lake.PublishMarked(all: false, cancel);
        return result;
    }

    /// <summary>Adds committed tables to the lake; returns how many arrivals that were.</summary>
    public Task<int> Publish(CancellationToken cancel) => _ingest.Commits.Lake.PublishAll(cancel);

    /// <summary>Checks that every committed row is in the lake once.</summary>
    public Task<LakeVerification> Verify(bool repair, CancellationToken cancel) =>
        new LakeVerifier(_store, _ingest.Commits.Lake, _options).Run(repair, cancel);

    /// <summary>Judges the running clocks.</summary>
    public Task<CheckOverdueResult> CheckOverdue(DateTimeOffset now, CancellationToken cancel) => Published(_tick.Run(now, cancel), cancel);

    /// <summary>Raises alerts for clocks that run out soon.</summary>
    public Task<int> Warn(DateTimeOffset now, CancellationToken cancel) => Published(_warn.Run(now, cancel), cancel);

    /// <summary>Resolves the alerts whose clocks a file has stopped.</summary>
    public Task<int> Resolve(DateTimeOffset now, CancellationToken cancel) => Published(_resolve.Run(now, cancel), cancel);

    /// <summary>Escalates alerts that no one acknowledged.</summary>
    public Task<int> Escalate(DateTimeOffset now, CancellationToken cancel) => Published(_escalate.Run(now, cancel), cancel);

    /// <summary>Judges the days of feeds that are over. There is no landing container here, so no file is waited for.</summary>
    public Task<CheckFeedHealthResult> CheckFeedHealth(DateTimeOffset now, CancellationToken cancel) =>
        Published(_watch.Run(now, AsyncEnumerable.Empty<LandingBlob>(), cancel), cancel);

    /// <summary>Decides about a correction.</summary>
    public Task<CorrectionDecisionResult> Decide(CorrectionChoice choice, DateTimeOffset now, CancellationToken cancel) =>
        Published(Corrections.Decide(choice, now, cancel), cancel);

    /// <summary>Acknowledges or closes an alert.</summary>
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
