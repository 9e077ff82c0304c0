using FrontDoor.Storage;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Monitoring;

/// <summary>Finds what was lost or got stuck, and finishes or returns it: files without a ledger entry, arrivals gone stale, committed work
/// not yet visible, notices not yet sent.</summary>
public sealed class RecoverLostFiles(IStore store, ArrivalCommits commits, TimeProvider clock)
{
    /// <summary>An arrival or a notice untouched this long is taken to be abandoned by a killed run.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromMinutes(15);

    /// <summary>A file that was returned waits on the queue, perhaps behind many: it is not put there again at each sweep.</summary>
    public static readonly TimeSpan ReturnedAgainAfter = TimeSpan.FromHours(1);

    readonly Ledger _ledger = new(store);

    /// <summary>Of what lies in landing, the arrivals found done: they stay so, and are not looked up at each sweep again.</summary>
    HashSet<string> _done = [];

    /// <summary>Of what lies in landing and was never begun, when it was returned.</summary>
    Dictionary<string, DateTimeOffset> _returned = [];

    /// <summary>Publishes what is committed; says which arrivals and notices should be put back on their queues, also where what one sender
    /// committed cannot be published.</summary>
    public async Task<RecoverFilesResult> Run(IAsyncEnumerable<LandingBlob> landing, CancellationToken cancel)
    {
        var (now, finished, apart) = (clock.GetUtcNow(), 0, new IndependentSteps());
        await apart.Do(async () => finished = await FinishCommitted(now - Stale, cancel));
        await apart.Do(() => commits.Lake.PublishAll(cancel));
        var arrivals = await Lost(landing, now, cancel);
        var notices = new List<string>();
        await foreach (var notice in new AlertStore(store).Waiting(now - Stale, now, cancel))
            notices.Add(notice);
        return new RecoverFilesResult(arrivals, notices, finished) { Faults = apart };
    }

    async Task<List<LandingBlob>> Lost(IAsyncEnumerable<LandingBlob> landing, DateTimeOffset now, CancellationToken cancel)
    {
        var (lost, done, returned) = (new List<LandingBlob>(), new HashSet<string>(), new Dictionary<string, DateTimeOffset>());
        await foreach (var blob in landing.WithCancellation(cancel))
        {
            var fileId = commits.FileId(blob.Agency, blob.Path, blob.ETag);
            var wasDone = _done.Contains(fileId);
            var entry = wasDone ? null : await _ledger.Find(fileId, cancel);
            if (wasDone || entry is { IsDone: true }) done.Add(fileId);
            else if (entry is null && _returned.TryGetValue(fileId, out var at) && now - at < ReturnedAgainAfter) returned[fileId] = at;
            else if (IsLost(entry, now))
            {
                lost.Add(blob);
                if (entry is null) returned[fileId] = now;
            }
        }
        (_done, _returned) = (done, returned);
        return lost;
    }

    /// <summary>Publishes every arrival that was committed and not touched since; what a killed run left is made visible without reading
    /// its file again.</summary>
    public async Task<int> FinishCommitted(DateTimeOffset untouchedSince, CancellationToken cancel)
    {
        var (finished, apart) = (0, new IndependentSteps());
        foreach (var (feed, sender) in await ManifestFile.All(store, cancel))
            await apart.Do(async () =>
                finished += await commits.FinishAll(new ManifestFile(store, feed.Agency, feed.Name, sender), untouchedSince, cancel));
        apart.End();
        return finished;
    }

    /// <param name="entry">Of an arrival that is not done.</param>
    static bool IsLost(LedgerEntry? entry, DateTimeOffset now) => entry switch
    {
        null => true,
        { Status: ArrivalStatus.Stalled } => entry.NotBefore <= now,
        _ => entry.Touched <= now - Stale,
    };
}

/// <summary>One blob in an agency's landing container.</summary>
public sealed record LandingBlob(string Agency, string Path, string ETag, long Bytes)
{
    /// <summary>When it was received, by the storage's own clock.</summary>
    public DateTimeOffset? Received { get; init; }
}

/// <summary>What a sweep found to do again, and how many committed arrivals it made visible itself.</summary>
public sealed record RecoverFilesResult(IReadOnlyList<LandingBlob> Arrivals, IReadOnlyList<string> Notices, int Finished)
{
    /// <summary>What could not be made visible: to be thrown once the rest is on its way.</summary>
    public IndependentSteps Faults { get; init; } = new();
}
