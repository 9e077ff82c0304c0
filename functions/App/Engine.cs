using Azure.Storage.Queues;
using FrontDoor.Domain;
using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>The stages, on this app's storage: what every function runs.</summary>
sealed class Engine(IStore store, Contracts contracts, Pseudonyms keys, QueueServiceClient queues, Settings settings, TimeProvider clock)
{
    /// <summary>What decides whether a notification is late, in one word.</summary>
    public static string RulesVersion => $"{typeof(Contracts).Assembly.GetName().Version?.ToString(3)}+tz{London.TzdbVersion}";

    public Contracts Contracts { get; } = contracts;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Ingest with a scratch folder of its own: two deliveries of one event never meet on disk.</summary>
    public Ingest Ingest(Scratch scratch) =>
        new(store, Contracts, keys, new IngestOptions(scratch.Folder, (notice, cancel) => Announce(notice.NoticeId, cancel), clock) { Councils = settings.Councils });

    public Stages.Sweep Sweep(Scratch scratch) => new(store, Ingest(scratch), clock);

    /// <summary>Tells Notify of a notice that waits in the outbox.</summary>
    public Task Announce(string noticeId, CancellationToken cancel) => Send(Queues.Notices, noticeId, cancel);

    /// <summary>Tells Land of a file.</summary>
    public Task Arrive(string blobCreated, CancellationToken cancel) => Send(Queues.Arrivals, blobCreated, cancel);

    async Task Send(string queue, string message, CancellationToken cancel) =>
        await queues.GetQueueClient(queue).SendMessageAsync(message, cancel);
}
