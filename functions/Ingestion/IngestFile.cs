using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Detection;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Ingestion;

/// <summary>One file, from the landing container to tables, receipt and alerts: authorise, open, judge, write, commit, publish.</summary>
public sealed class IngestFile(IStore store, Contracts contracts, Pseudonyms keys, PipelineOptions options)
{
    readonly KeyedLock _turns = new();

    /// <summary>Commits staged files and publishes committed ones.</summary>
    public ArrivalCommits Commits { get; } = new(store, keys, options);

    /// <summary>Which rules judge files now, as written with each.</summary>
    public static string RulesVersion => FileRow.RulesVersion;

    /// <summary>Whether a contract has the sender of this path.</summary>
    public bool Knows(LandingPath path) => contracts.Feeds.Any(feed => feed.FindSender(path.Sender) is not null);

    /// <summary>
    /// Processes one arrival. It can run any number of times and be killed at any instant: a second run finishes what the first began.
    /// A fault of the file is a result (refused); a fault of ours throws, and the arrival is tried again.
    /// </summary>
    public async Task<IngestResult> Run(LandedFile file, CancellationToken cancel)
    {
        using var span = Telemetry.Start("ingest file");
        var fileId = Commits.FileId(file);
        span?.SetTag("file_id", fileId).SetTag("agency", file.Agency);
        var result = await Run(file, fileId, cancel);
        span?.SetTag("outcome", result.Status);
        IngestTelemetry.Ingested(result, file, options.Clock.GetUtcNow());
        return result;
    }

    async Task<IngestResult> Run(LandedFile file, string fileId, CancellationToken cancel)
    {
        var refuse = new RefuseFile(store, contracts, Commits.Publish, options);
        var (feed, sender, refusal) = new AuthoriseSender(contracts).Of(file);
        if (file.HasMalware) refusal = new FileDefect(Defects.FileMalware, 0, null);
        var origin = new ArrivalContext(file, fileId, isRegistered: feed is not null && sender is not null);
        if (feed is null || sender is null || refusal is not null)
            return await Commits.Ledger.IsDone(fileId, cancel) ? IngestResults.AlreadyProcessed(file, fileId)
                : await refuse.Run(file, origin, feed, [refusal!], "unknown", cancel);

        if (!await Begin(fileId, cancel)) return IngestResults.AlreadyProcessed(file, fileId);

        using var scratch = Scratch.Open(options.Scratch);
        var source = SourceFile.Open(feed, file.LocalPath, scratch.Folder, cancel);
        if (source.IsRefused) return await refuse.Run(file, origin, feed, source, cancel);

        await Commits.Publish.KeepName(fileId, file.Name, cancel);
        return await Commit(new OpenedFile(file, origin, feed, sender, source), cancel);
    }

    /// <summary>Judges and commits the file in its sender's turn, then publishes it while the sender's next file is judged.</summary>
    async Task<IngestResult> Commit(OpenedFile work, CancellationToken cancel)
    {
        var (result, committed) = await CommitInTurn(work, cancel);
        if (committed is not null) await Commits.Publish.Finish(committed, cancel, work.File.Name);
        return result;
    }

    /// <summary>Commits, again where another arrival of the same sender was faster. Without what is still to be published where nothing
    /// is.</summary>
    async Task<(IngestResult Result, Committed? Committed)> CommitInTurn(OpenedFile work, CancellationToken cancel)
    {
        var (file, fileId) = (work.File, work.Origin.FileId);
        var manifestFile = new ManifestFile(store, work.Origin.Agency, work.Origin.Feed, work.Origin.Sender);
        var commit = new CommitFile(store, Commits, keys, options);
        using var turn = await _turns.Wait(manifestFile.Folder, cancel);
        while (true)
        {
            var (manifest, tag) = await manifestFile.Read(cancel);
            if (await FinishIfCommitted(manifest, file, fileId, cancel) is { } finished) return (finished, null);
            // Another delivery of the same arrival may have published it meanwhile, and a later arrival removed it from the manifest. It
            // is not decided again.
            if (await Commits.Ledger.Find(fileId, cancel) is { Status: ArrivalStatus.Published })
            {
                await Commits.Publish.ForgetName(fileId, cancel);
                return (IngestResults.AlreadyProcessed(file, fileId), null);
            }
            if (await commit.Run(work, manifestFile, manifest, tag, cancel) is { } done) return done;
        }
    }

    /// <summary>Publishes an arrival that an earlier attempt committed and did not publish. Nothing is decided again.</summary>
    async Task<IngestResult?> FinishIfCommitted(Manifest manifest, LandedFile file, string fileId, CancellationToken cancel)
    {
        if (manifest.Outbox.FirstOrDefault(held => held.FileId == fileId) is not { } committed) return null;
        await Commits.Publish.Finish(committed, cancel);
        return IngestResults.Committed(file, committed, null);
    }

    /// <summary>Records that the file was begun. RecoverFiles takes an entry that stays in this state for the trace of a killed run. False
    /// if another delivery has processed it; nothing is written then.</summary>
    Task<bool> Begin(string fileId, CancellationToken cancel) => Commits.Ledger.TryRecord(fileId, entry => new LedgerEntry
    {
        FileId = fileId,
        Status = ArrivalStatus.Received,
        Touched = options.Clock.GetUtcNow(),
        Attempts = (entry?.Attempts ?? 0) + 1,
        Stalls = entry?.Stalls ?? 0,
    }, cancel);

    /// <summary>Delays an arrival that could not be processed for a fault of ours: it is tried again later.</summary>
    public Task Delay(LandingPath path, string version, DateTimeOffset receivedAt, CancellationToken cancel) =>
        new DelayFile(store, contracts, Commits, keys, options).Run(path, version, receivedAt, cancel);
}
