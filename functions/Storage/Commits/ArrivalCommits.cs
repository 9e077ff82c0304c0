using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;

namespace FrontDoor.Storage.Commits;

/// <summary>The commit of what was staged, and what follows it: objects made visible, alerts handed on, tables put into the lake. Each step
/// can run twice.</summary>
public sealed class ArrivalCommits
{
    readonly IStore _store;
    readonly Pseudonyms _keys;
    readonly PipelineOptions _options;

    public ArrivalCommits(IStore store, Pseudonyms keys, PipelineOptions options)
    {
        (_store, _keys, _options, Ledger) = (store, keys, options, new Ledger(store));
        Lake = new LakePublisher(store, Ledger, options);
        Publish = new PublishArrival(store, Ledger, new AlertStore(store), Lake, options);
    }

    /// <summary>Puts what is committed into the lake.</summary>
    public LakePublisher Lake { get; }

    /// <summary>Which arrivals are done.</summary>
    public Ledger Ledger { get; }

    /// <summary>Makes visible what is committed.</summary>
    public PublishArrival Publish { get; }

    /// <summary>The id of an arrival: a keyed hash of its landing path and version.</summary>
    public string FileId(string agency, string path, string version) => _keys.FileId(agency, path, version);

    /// <summary>Whether everything of this arrival is visible, or its file was refused: nothing more is to be done for it.</summary>
    public Task<bool> IsDone(LandingPath path, string version, CancellationToken cancel) =>
        Ledger.IsDone(FileId(path.Agency, path.Path, version), cancel);

    /// <summary>Publishes what this feed and sender committed and nobody touched since; returns how many arrivals that were.</summary>
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

    /// <summary>Brings whatever is committed of a feed into the lake, before that is read back; returns what of it a next manifest must
    /// still hold.</summary>
    public async Task<List<Committed>> PublishUnseen(FeedId feed, Manifest manifest, CancellationToken cancel)
    {
        var stillOut = await FinishUnseen(manifest, cancel);
        await Lake.Publish(feed, cancel);
        return stillOut;
    }

    /// <summary>Finishes whatever is committed, its alerts and receipts; returns what of it a next manifest must still hold.</summary>
    public async Task<List<Committed>> FinishUnseen(Manifest manifest, CancellationToken cancel)
    {
        foreach (var unseen in await StillOut(manifest, cancel)) await Publish.Finish(unseen, cancel);
        return await StillOut(manifest, cancel);
    }

    /// <summary>The commit: what was staged is published if nobody committed since the manifest was read. False: somebody did; what was
    /// staged is forgotten.</summary>
    public async Task<bool> TryCommit(ManifestFile manifestFile, Manifest next, string? tag, CancellationToken cancel, string? name = null)
    {
        var (committed, indexFiles) = (next.Outbox[^1], new RecordIndexFiles(_store, manifestFile, _options.Scratch));
        var own = next.IndexFiles.FirstOrDefault(file => file.Name.EndsWith(committed.Token, StringComparison.Ordinal));
        var unnamed = await indexFiles.NotIn(next, cancel);
        if (!await manifestFile.TryCommit(next, tag, cancel))
        {
            // A write that was taken and whose answer was lost is tried again by the store's client, and then refused for itself: what
            // stands says whose it is.
            var (standing, _) = await manifestFile.Read(cancel);
            if (!standing.Outbox.Any(held => held.Token == committed.Token) && (own is null || !standing.IndexFiles.Contains(own)))
            {
                await _store.Forget(committed.Token, cancel);
                if (own is not null) await indexFiles.Remove([manifestFile.IndexPath(own.Name)], cancel);
                return false;
            }
        }
        await Publish.Finish(committed, cancel, name);
        await indexFiles.Remove(unnamed, cancel);
        return true;
    }

    /// <summary>The arrivals committed before whose objects may not all be visible yet.</summary>
    public async Task<List<Committed>> StillOut(Manifest manifest, CancellationToken cancel)
    {
        var still = new List<Committed>();
        foreach (var committed in manifest.Outbox)
            if (!await Ledger.IsDone(committed.FileId, cancel))
                still.Add(committed);
        return still;
    }
}
