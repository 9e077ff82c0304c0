using System.Collections.Concurrent;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;

namespace FrontDoor.Storage.Commits;

/// <summary>Commits what was staged, then makes its objects visible, passes on its alerts and adds its tables to the lake. Each step can
/// run twice.</summary>
public sealed class ArrivalCommits
{
    readonly IStore _store;
    readonly Pseudonyms _keys;
    readonly PipelineOptions _options;
    readonly ConcurrentDictionary<string, bool> _tidy = new(StringComparer.Ordinal);

    public ArrivalCommits(IStore store, Pseudonyms keys, PipelineOptions options)
    {
        (_store, _keys, _options, Ledger) = (store, keys, options, new Ledger(store));
        Lake = new LakePublisher(store, Ledger, options);
        Publish = new PublishArrival(store, Ledger, new AlertStore(store), Lake, options);
    }

    /// <summary>Adds committed tables to the lake.</summary>
    public LakePublisher Lake { get; }

    /// <summary>The state of each arrival.</summary>
    public Ledger Ledger { get; }

    /// <summary>Makes committed objects visible.</summary>
    public PublishArrival Publish { get; }

    /// <summary>The id of an arrival: a keyed hash of its landing path and version.</summary>
    public string FileId(string agency, string path, string version) => _keys.FileId(agency, path, version);

    /// <summary>The same of a file at hand: one from which a child was erased is the arrival that it was.</summary>
    public string FileId(LandedFile file) => file is { Replaces: null, Erased: { } erased } ? erased.FileId
        : FileId(file.Agency, file.Path, file.Version);

    /// <summary>Whether this arrival is fully visible, or its file was refused: nothing is left to do for it.</summary>
    public Task<bool> IsDone(LandingPath path, string version, CancellationToken cancel) =>
        Ledger.IsDone(FileId(path.Agency, path.Path, version), cancel);

    /// <summary>Publishes the arrivals of this feed and sender that were committed and not touched since; returns how many there
    /// were.</summary>
    public async Task<int> FinishAll(ManifestFile manifestFile, DateTimeOffset untouchedSince, CancellationToken cancel)
    {
        var (manifest, _) = await manifestFile.Read(cancel);
        var finished = 0;
        foreach (var committed in await StillOut(manifest, cancel))
        {
            if (await Ledger.Find(committed.FileId, cancel) is { } entry && entry.Touched > untouchedSince) continue;
            await Publish.Finish(committed, cancel);
            finished++;
        }
        return finished;
    }

    /// <summary>Adds everything committed for a feed to the lake, before the lake is read. Returns what the next manifest must still
    /// list.</summary>
    public async Task<List<Committed>> PublishUnseen(FeedId feed, Manifest manifest, CancellationToken cancel)
    {
        var stillOut = await FinishUnseen(manifest, cancel);
        await Lake.Publish(feed, cancel);
        return stillOut;
    }

    /// <summary>Publishes everything committed, with its alerts and receipts. Returns what the next manifest must still list.</summary>
    public async Task<List<Committed>> FinishUnseen(Manifest manifest, CancellationToken cancel)
    {
        foreach (var unseen in await StillOut(manifest, cancel)) await Publish.Finish(unseen, cancel);
        return await StillOut(manifest, cancel);
    }

    /// <summary>Commits, and publishes what was staged. Returns false if another commit was made since the manifest was read; what was
    /// staged is then dropped.</summary>
    public async Task<bool> TryCommitAndPublish(ManifestFile manifestFile, Manifest next, string? tag, CancellationToken cancel)
    {
        if (!await TryCommit(manifestFile, next, tag, null, cancel)) return false;
        await Publish.Finish(next.Outbox[^1], cancel);
        return true;
    }

    /// <summary>Commits, and leaves it to the caller to publish. Returns false if another commit was made since the manifest was read; what
    /// was staged is then dropped.</summary>
    /// <param name="unnamed">The files of the record index that only the manifest before named; null: everything is looked for that the
    /// next one does not name.</param>
    public async Task<bool> TryCommit(ManifestFile manifestFile, Manifest next, string? tag, IReadOnlyList<string>? unnamed,
        CancellationToken cancel)
    {
        var (committed, indexFiles) = (next.Outbox[^1], new RecordIndexFiles(_store, manifestFile, _options.Scratch));
        var own = next.IndexFiles.FirstOrDefault(file => file.Name.EndsWith(committed.Token, StringComparison.Ordinal));
        unnamed ??= await indexFiles.NotIn(next, cancel);
        if (!await manifestFile.TryCommit(next, tag, cancel))
        {
            // If a write succeeded and its answer was lost, the storage client repeats it and is refused. The current manifest shows
            // whose write it was.
            var (standing, _) = await manifestFile.Read(cancel);
            if (!standing.Outbox.Any(held => held.Token == committed.Token) && (own is null || !standing.IndexFiles.Contains(own)))
            {
                await _store.Forget(committed.Token, cancel);
                if (own is not null) await indexFiles.Remove([manifestFile.IndexPath(own.Name)], cancel);
                return false;
            }
        }
        await indexFiles.Remove(unnamed, cancel);
        _tidy[manifestFile.Folder] = true;
        return true;
    }

    /// <summary>Whether the record index of a sender has no file that its manifest does not name. A process knows that only after a commit
    /// of its own; an attempt that writes to the index asks first, and until it has committed it is not known again.</summary>
    public bool WasTidy(ManifestFile manifestFile) => _tidy.TryRemove(manifestFile.Folder, out _);

    /// <summary>The committed arrivals whose objects may not all be visible yet.</summary>
    public async Task<List<Committed>> StillOut(Manifest manifest, CancellationToken cancel)
    {
        var still = new List<Committed>();
        foreach (var committed in manifest.Outbox)
            if (!await Ledger.IsDone(committed.FileId, cancel))
                still.Add(committed);
        return still;
    }
}
