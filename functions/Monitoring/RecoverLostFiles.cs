using FrontDoor.Storage;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Monitoring;

/// <summary>Finds work that was lost or is stuck, and finishes or returns it: files without a ledger entry, arrivals that stopped,
/// committed work that is not visible, notices that were not sent.</summary>
public sealed class RecoverLostFiles(IStore store, ArrivalCommits commits, TimeProvider clock)
{
    /// <summary>An arrival or a notice that was not touched for this long counts as abandoned by a killed run.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromMinutes(15);

    /// <summary>A returned file waits in the queue, perhaps behind many. It is not returned again at each run.</summary>
    public static readonly TimeSpan ReturnedAgainAfter = TimeSpan.FromHours(1);

    readonly Ledger _ledger = new(store);

    /// <summary>The landed arrivals found done. They stay done, and are not looked up again.</summary>
    HashSet<string> _done = [];

    /// <summary>When each landed file without a ledger entry was returned.</summary>
    Dictionary<string, DateTimeOffset> _returned = [];

    /// <summary>Publishes what is committed and returns the arrivals and notices to put back on their queues, even if one sender's
    /// commits cannot be published.</summary>
    public async Task<RecoverFilesResult> Run(IAsyncEnumerable<LandingBlob> landing, CancellationToken cancel)
    {
        var (now, finished, steps) = (clock.GetUtcNow(), 0, new IndependentSteps());
        await steps.Do(async () => finished = await FinishCommitted(now - Stale, cancel));
        await steps.Do(() => commits.Lake.PublishAll(cancel));
        var arrivals = await Lost(landing, now, cancel);
        var notices = new List<string>();
        await foreach (var notice in new AlertStore(store).Waiting(now - Stale, now, cancel))
            notices.Add(notice);
        return new RecoverFilesResult(arrivals, notices, finished) { Faults = steps };
    }

    /// <summary>In order of receipt; none of a paused sender.</summary>
    async Task<List<LandingBlob>> Lost(IAsyncEnumerable<LandingBlob> landing, DateTimeOffset now, CancellationToken cancel)
    {
        var pauses = await new PausedSenders(store).All(cancel);
        var (lost, done, returned) = (new List<LandingBlob>(), new HashSet<string>(), new Dictionary<string, DateTimeOffset>());
        var (waiting, oldest) = (0, now);
        await foreach (var blob in landing.WithCancellation(cancel))
        {
            if (pauses.TryGetValue(LandingPath.Of(blob.Agency, blob.Path).Sender, out var pause) && pause.IsPaused) continue;
            var fileId = commits.FileId(blob.Agency, blob.Path, blob.ETag);
            var wasDone = _done.Contains(fileId);
            var entry = wasDone ? null : await _ledger.Find(fileId, cancel);
            if (wasDone || entry is { IsDone: true })
            {
                done.Add(fileId);
                continue;
            }
            waiting++;
            if (blob.Received < oldest) oldest = blob.Received.Value;
            if (entry is null && _returned.TryGetValue(fileId, out var at) && now - at < ReturnedAgainAfter) returned[fileId] = at;
            else if (IsLost(entry, now))
            {
                lost.Add(blob);
                if (entry is null) returned[fileId] = now;
            }
        }
        (_done, _returned) = (done, returned);
        Telemetry.Waiting(waiting, now - oldest);
        return [.. lost.OrderBy(blob => blob.Received)];
    }

    /// <summary>Publishes every arrival that was committed and not touched since, without reading its file again, and tidies up after
    /// those that were killed when all was visible.</summary>
    public async Task<int> FinishCommitted(DateTimeOffset untouchedSince, CancellationToken cancel)
    {
        var (finished, steps) = (0, new IndependentSteps());
        foreach (var (feed, sender) in await ManifestFile.All(store, cancel))
            await steps.Do(async () =>
                finished += await commits.FinishAll(new ManifestFile(store, feed.Agency, feed.Name, sender), untouchedSince, cancel));
        await steps.Do(() => commits.Publish.ForgetNames(cancel));
        steps.End();
        return finished;
    }

    /// <param name="entry">The ledger entry of an arrival that is not done.</param>
    static bool IsLost(LedgerEntry? entry, DateTimeOffset now) => entry switch
    {
        null => true,
        { Status: ArrivalStatus.Stalled } => entry.NotBefore <= now,
        _ => entry.Touched <= now - Stale,
    };
}

/// <summary>A blob in an agency's landing container.</summary>
public sealed record LandingBlob(string Agency, string Path, string ETag, long Bytes)
{
    /// <summary>When it was received, by the clock of storage.</summary>
    public DateTimeOffset? Received { get; init; }
}

/// <summary>The work that a run found to do again, and how many committed arrivals it published.</summary>
public sealed record RecoverFilesResult(IReadOnlyList<LandingBlob> Arrivals, IReadOnlyList<string> Notices, int Finished)
{
    /// <summary>The failure to publish something, to be thrown once the rest is on its way.</summary>
    public IndependentSteps Faults { get; init; } = new();
}
