using Azure.Storage.Queues;
using FrontDoor.Domain;
using FrontDoor.Lake;
using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>The stages, on this app's storage and queues: what every function runs.</summary>
sealed class Engine
{
    readonly QueueServiceClient _queues;
    readonly TimeProvider _clock;
    readonly string _scratch = Lake.Scratch.OwnRoot("front-door");

    public Engine(IStore store, Contracts contracts, Pseudonyms keys, QueueServiceClient queues, Settings settings, AlertPolicy policy, TimeProvider clock)
    {
        (_queues, _clock, Contracts) = (queues, clock, contracts);
        var options = new IngestOptions(_scratch, (notice, cancel) => Announce(notice.NoticeId, cancel), clock) { Councils = settings.Councils, RejectTestNumbers = settings.RejectTestNumbers };
        Ingest = new Ingest(store, contracts, keys, options);
        Sweep = new Sweep(store, Ingest, clock);
        Tick = new Tick(store, Ingest, contracts, keys, options);
        Watch = new Watch(store, Ingest, contracts, keys, options);
        Resolve = new ResolveOverdue(store, Ingest, contracts, keys, options);
        Escalate = new Escalate(store, Ingest, policy, keys, options);
        Attend = new Attend(store, Ingest, keys, options);
    }

    public Contracts Contracts { get; }
    public Ingest Ingest { get; }
    public Sweep Sweep { get; }
    public Tick Tick { get; }
    public Watch Watch { get; }
    public ResolveOverdue Resolve { get; }
    public Escalate Escalate { get; }
    public Attend Attend { get; }
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>A folder of one run alone, gone with it: two deliveries of one event never meet on disk, and what a killed run left goes with the next.</summary>
    public Scratch Scratch() => Lake.Scratch.Open(_scratch);

    /// <summary>Tells Notify of a notice that waits in the outbox.</summary>
    public Task Announce(string noticeId, CancellationToken cancel) => Send(Queues.Notices, noticeId, cancel);

    /// <summary>Tells Land of a file.</summary>
    public Task Arrive(string blobCreated, CancellationToken cancel) => Send(Queues.Arrivals, blobCreated, cancel);

    async Task Send(string queue, string message, CancellationToken cancel) =>
        await _queues.GetQueueClient(queue).SendMessageAsync(message, cancel);
}
