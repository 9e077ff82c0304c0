using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Formats;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Detection;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Ingestion.Versions;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Ingestion;

/// <summary>One file, from the landing container to tables, receipt and notices: gate, read, validate, decide, time, write, commit,
/// publish.</summary>
public sealed partial class IngestFile
{
    readonly IStore _store;
    readonly Contracts _contracts;
    readonly Pseudonyms _keys;
    readonly PipelineOptions _options;
    readonly Ledger _ledger;
    readonly AlertStore _alerts;
    readonly PublishArrival _publish;
    readonly KeyedLock _turns = new();

    public IngestFile(IStore store, Contracts contracts, Pseudonyms keys, PipelineOptions options)
    {
        (_store, _contracts, _keys, _options, Commits) = (store, contracts, keys, options, new ArrivalCommits(store, keys, options));
        _alerts = new AlertStore(store);
        (_ledger, _publish) = (Commits.Ledger, Commits.Publish);
    }

    /// <summary>Commits what is staged, and finishes what is committed.</summary>
    public ArrivalCommits Commits { get; }

    /// <summary>
    /// Deals with one arrival, wholly. Can be run any number of times and be killed at any instant: a second run finishes what the first
    /// began.
    /// A fault of the file is a result (refused); a fault of ours throws, and the arrival is tried again.
    /// </summary>
    public async Task<IngestResult> Run(LandedFile file, CancellationToken cancel)
    {
        using var span = Telemetry.Start("ingest file");
        var fileId = Commits.FileId(file.Agency, file.Path, file.Version);
        span?.SetTag("file_id", fileId).SetTag("agency", file.Agency);
        var result = await Run(file, fileId, cancel);
        span?.SetTag("outcome", result.Status);
        IngestTelemetry.Ingested(result, file, _options.Clock.GetUtcNow());
        return result;
    }

    async Task<IngestResult> Run(LandedFile file, string fileId, CancellationToken cancel)
    {
        if (await _ledger.IsDone(fileId, cancel))
            return IngestResults.Held(file, fileId);

        var (feed, sender, refused) = AuthoriseSender(file);
        var origin = new ArrivalContext(file, fileId, isRegistered: feed is not null && sender is not null);
        if (feed is null || sender is null || refused is not null)
            return await Refuse(file, origin, feed, [refused!], "unknown", cancel);

        var manifestFile = new ManifestFile(_store, origin.Agency, origin.Feed, origin.Sender);
        if (!await Begin(fileId, cancel)) return IngestResults.Held(file, fileId);

        using var scratch = Scratch.Open(_options.Scratch);
        var source = SourceFile.Open(feed, file.LocalPath, scratch.Folder, cancel);
        if (source.IsRefused)
        {
            var misplaced = Misplaced(file, feed, source, cancel);
            string[] headlines = misplaced is null ? [.. FileHeadlines.OfRefused(feed, source, London.DayOf(file.ReceivedAt), cancel)] : [];
            return await Refuse(file, origin, feed, misplaced ?? source.Defects, source.Format, cancel, headlines);
        }

        await _publish.KeepName(fileId, file.Name, cancel);
        var work = new OpenedFile(file, origin, feed, sender, source);
        using var turn = await _turns.Wait(manifestFile.Folder, cancel);
        while (true)
        {
            var (manifest, tag) = await manifestFile.Read(cancel);
            if (await FinishIfCommitted(manifest, file, origin, cancel) is { } finished) return finished;
            // A delivery of the same arrival may have published it meanwhile, and a later arrival cleared it from the manifest: not to be
            // decided again.
            if (await _ledger.Find(fileId, cancel) is { Status: ArrivalStatus.Published })
            {
                await _publish.ForgetName(fileId, cancel);
                return IngestResults.Held(file, fileId);
            }
            if (await Decide(work, manifestFile, manifest, tag, cancel) is { } result) return result;
        }
    }

    /// <summary>Which rules judge files now, as written with each.</summary>
    public static string RulesVersion => FileRow.RulesVersion;

    /// <summary>Who may send what, by the edition of the day of receipt: registered, signed up to the feed, and under an agreement that has
    /// not ended.</summary>
    (Feed?, Sender?, FileDefect?) AuthoriseSender(LandedFile file)
    {
        var receivedOn = DayNumber.ToDate(London.DayOf(file.ReceivedAt));
        var feed = _contracts.Find(new FeedId(file.Agency, file.Feed))?.On(receivedOn);
        var sender = feed?.FindSender(file.Sender);
        if (feed is null || sender is null) return (feed, sender, Unregistered(file));
        return (feed, sender, receivedOn > sender.Agreement.Ends ? new FileDefect(Defects.FileAgreementEnded, 0, null) : null);
    }

    FileDefect Unregistered(LandedFile file)
    {
        var defect = new FileDefect(Defects.FileUnregistered, 0, null);
        return NearestFolder.Of(_contracts, file) is { } folder
            ? defect with { Advice = $"Did you mean the folder {folder}? {defect.Advice}" } : defect;
    }

    /// <summary>One attempt: every row decided against what the manifest holds, everything staged, then the one conditional write. Null:
    /// another arrival was faster, or the file's dates are meant otherwise; then it is all done again.</summary>
    async Task<IngestResult?> Decide(OpenedFile work, ManifestFile manifestFile, Manifest manifest, string? tag, CancellationToken cancel)
    {
        var (file, origin) = (work.File, work.Origin);
        var indexFiles = new RecordIndexFiles(_store, manifestFile, _options.Scratch);
        using var scratch = Scratch.Open(_options.Scratch);
        using var index = await indexFiles.Open(manifest, scratch.Folder, cancel);
        if (index is null) return null;
        work.Dates.Know(manifest.Dates ?? []);
        using var run = new IngestRun(work, index, _keys, _options, scratch.Folder, cancel);
        bool isJudged;
        using (Telemetry.Start("read and judge rows")) isJudged = run.Run(cancel);
        if (!isJudged)
        {
            if (!work.Dates.IsCounted) work.Dates.Count(cancel);
            return null;
        }
        if (run.Deferred.Since is { } since)
        {
            using var history = await Before(since);
            run.ReplayDeferred(history, await CorrectionDecisions.Read(_store, work.Feed.Id, cancel), cancel);
        }
        run.Complete();
        var corrections = run.Amended.Since is { } amended
            ? await Corrected(amended, run.Amended.Received) ?? (await Corrected(amended))!
            : FieldCorrections.None;

        using var span = Telemetry.Start("write and commit");
        var attempt = new CommitAttempt(_store, scratch.Folder);
        var draft = new StagedCommit(file, origin, attempt);
        var (notices, incident) = await new FileAlerts(_alerts, _keys).Of(work, run, manifest.Incident, cancel);
        var receipt = IngestResults.Receipt(work, run, corrections) with { Contact = _options.Contact };
        var indexed = await indexFiles.Write(manifest, index, origin.FileId, attempt, cancel); // while the tables are being finished
        run.Tables.AddTo(attempt);
        NoticeRows.AddTo(attempt, notices);
        await draft.StageReceipt(receipt, run.Rejects.Path, run.Late.Path, cancel);
        draft.AddFileRows(work.Facts(run.Tally));
        await attempt.StageTables(origin, cancel);

        var committed = new Committed
        {
            FileId = origin.FileId,
            Token = attempt.Token,
            Objects = attempt.Objects,
            Notices = notices,
            Counts = IngestResults.Counts(run.Tally)
        };
        var next = manifest with
        {
            Dates = work.Dates.Proved(file.ReceivedAt.ToDateTimeOffset()),
            IndexFiles = indexed,
            Incident = incident,
            Outbox = [.. await Commits.StillOut(manifest, cancel), committed]
        };
        return await Commits.TryCommit(manifestFile, next, tag, cancel, file.Name)
            ? IngestResults.Committed(file, committed, receipt) : null;

        async Task<FieldCorrections?> Corrected(NodaTime.Instant since, IReadOnlyCollection<long>? likely = null)
        {
            using var history = await Before(since, likely);
            return run.Corrections(history, cancel);
        }

        async Task<RecordHistory> Before(NodaTime.Instant since, IReadOnlyCollection<long>? likely = null)
        {
            // What others committed must be visible before a record's versions are gathered.
            foreach (var unseen in await Commits.StillOut(manifest, cancel)) await _publish.Finish(unseen, cancel);
            return await RecordHistory.Open(_store, work.Feed, origin, since, likely,
                new EngineOptions(scratch.Folder, _options.EngineMemoryMb), cancel);
        }
    }

    /// <summary>This arrival was committed by an attempt that did not live to publish it: that is done now, and nothing decided
    /// again.</summary>
    async Task<IngestResult?> FinishIfCommitted(Manifest manifest, LandedFile file, ArrivalContext origin, CancellationToken cancel)
    {
        if (manifest.Outbox.FirstOrDefault(held => held.FileId == origin.FileId) is not { } committed) return null;
        await _publish.Finish(committed, cancel);
        return IngestResults.Committed(file, committed, null);
    }
}
