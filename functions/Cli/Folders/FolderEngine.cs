using FrontDoor.Domain;
using FrontDoor.Lake;
using FrontDoor.Stages;

namespace FrontDoor.Cli;

/// <summary>The pipeline on a folder: store, key, contracts and delivery put together.</summary>
sealed class FolderEngine : IDisposable
{
    readonly FolderStore _store;
    readonly Ingest _ingest;
    readonly Tick _tick;
    readonly Watch _watch;
    readonly ResolveOverdue _resolve;
    readonly Escalate _escalate;
    readonly FolderDelivery _delivery;
    readonly Scratch _scratch;

    FolderEngine(FolderStore store, Contracts contracts, AlertPolicy policy, Pseudonyms keys, IngestOptions options, FolderDelivery delivery, Scratch scratch)
    {
        (_store, _delivery, _scratch, _ingest) = (store, delivery, scratch, new Ingest(store, contracts, keys, options));
        _tick = new Tick(store, _ingest, contracts, keys, options);
        _watch = new Watch(store, _ingest, contracts, keys, options);
        _resolve = new ResolveOverdue(store, _ingest, contracts, keys, options);
        _escalate = new Escalate(store, _ingest, policy, keys, options);
        Loosened = new Loosened(store, _ingest, contracts, keys, options);
        Attend = new Attend(store, _ingest, keys, options);
    }

    /// <summary>Corrections that wait for a decision.</summary>
    public Loosened Loosened { get; }

    /// <summary>What somebody does about an alert.</summary>
    public Attend Attend { get; }

    /// <param name="rejectTestNumbers">As the app's setting of that name.</param>
    /// <param name="policy">Whose ladder alerts climb; null: that which ships. On a folder nothing else of it applies: alerts are files, written at once.</param>
    public static FolderEngine Open(string root, Contracts contracts, bool rejectTestNumbers = false, AlertPolicy? policy = null)
    {
        var store = new FolderStore(root);
        var scratch = Scratch.Open(store.Scratch);
        var delivery = new FolderDelivery(store);
        var options = new IngestOptions(scratch.Folder, delivery.Send, TimeProvider.System) { RejectTestNumbers = rejectTestNumbers };
        return new FolderEngine(store, contracts, policy ?? AlertPolicy.Shipped, FolderKey.Open(root), options, delivery, scratch);
    }

    /// <summary>Finishes what a killed run committed and did not live to show: its tables and receipts, then its alerts.</summary>
    public async Task Recover(CancellationToken cancel)
    {
        await new Sweep(_store, _ingest, TimeProvider.System).FinishCommitted(DateTimeOffset.MaxValue, cancel);
        await _delivery.SendWaiting(cancel);
    }

    public Task<IngestResult> Take(LandedFile file, CancellationToken cancel) => _ingest.Run(file, cancel);

    /// <summary>Judges the clocks that nothing has stopped.</summary>
    public Task<TickResult> Tick(DateTimeOffset now, CancellationToken cancel) => _tick.Run(now, cancel);

    /// <summary>Resolves the alerts whose clocks a file has ended.</summary>
    public Task<int> Resolve(DateTimeOffset now, CancellationToken cancel) => _resolve.Run(now, cancel);

    /// <summary>Lets what nobody acknowledged climb.</summary>
    public Task<int> Escalate(DateTimeOffset now, CancellationToken cancel) => _escalate.Run(now, cancel);

    /// <summary>Judges the days of feeds that are over. What waits to be ingested lies in no landing container here, and is not waited for.</summary>
    public Task<WatchResult> Watch(DateTimeOffset now, CancellationToken cancel) => _watch.Run(now, AsyncEnumerable.Empty<LandingBlob>(), cancel);

    public void Dispose() => _scratch.Dispose();
}
