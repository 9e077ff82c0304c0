using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;
using FrontDoor.Ingestion.Corrections;
using FrontDoor.Ingestion.Versions;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Records;

namespace FrontDoor.Ingestion;

/// <summary>Judges every row of an opened file, writes its tables, and commits them.</summary>
sealed class CommitFile(IStore store, ArrivalCommits commits, Pseudonyms keys, PipelineOptions options)
{
    readonly AlertStore _alerts = new(store);

    /// <summary>One attempt: every row decided against what the manifest holds, everything staged, then the one conditional write. What is
    /// committed is left to be published. Null: another arrival was faster, or the file's dates are meant otherwise; then it is all done
    /// again.</summary>
    public async Task<(IngestResult Result, Committed Committed)?> Run(OpenedFile work, ManifestFile manifestFile, Manifest manifest,
        string? tag, CancellationToken cancel)
    {
        var (file, origin) = (work.File, work.Origin);
        var indexFiles = new RecordIndexFiles(store, manifestFile, options.Scratch);
        using var scratch = Scratch.Open(options.Scratch);
        using var index = await indexFiles.Open(manifest, scratch.Folder, cancel);
        if (index is null) return null;
        work.Dates.Know(DateProof.With(manifest.Dates ?? [], file.Proofs));
        using var run = new IngestRun(work, index, keys, options, scratch.Folder, cancel);
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
            run.ReplayDeferred(history, await CorrectionDecisions.Read(store, work.Feed.Id, cancel), cancel);
        }
        run.Complete();
        var corrections = run.Amended.Since is { } amended
            ? await Corrected(amended, run.Amended.Received) ?? (await Corrected(amended))!
            : FieldCorrections.None;

        using var span = Telemetry.Start("write and commit");
        var attempt = new CommitAttempt(store, scratch.Folder);
        var draft = new StagedCommit(file, origin, attempt);
        var (notices, incident) = await new FileAlerts(_alerts, keys).Of(work, run, manifest.Incident, cancel);
        var receipt = IngestResults.Receipt(work, run, corrections) with { Contact = options.Contact };
        var wasTidy = commits.WasTidy(manifestFile);
        var indexed = await indexFiles.Write(manifest, index, origin.FileId, attempt, cancel); // while the tables are being finished
        run.Tables.AddTo(attempt);
        NoticeRows.AddTo(attempt, notices);
        await draft.StageReceipt(receipt, run.Rejects.Path, run.Late.Path, cancel);
        draft.AddFileRows(work.Facts(run.Counts));
        await attempt.StageTables(origin, cancel);

        var committed = new Committed
        {
            FileId = origin.FileId,
            Token = attempt.Token,
            Objects = attempt.Objects,
            Notices = notices,
            Counts = IngestResults.Counts(run.Counts)
        };
        var next = manifest with
        {
            Dates = work.Dates.Proved(file.ReceivedAt.ToDateTimeOffset()),
            IndexFiles = indexed,
            Incident = incident,
            Outbox = [.. await commits.StillOut(manifest, cancel), committed]
        };
        var merged = wasTidy ? indexFiles.Merged(manifest, indexed) : null;
        return await commits.TryCommit(manifestFile, next, tag, merged, cancel)
            ? (IngestResults.Committed(file, committed, receipt), committed) : null;

        async Task<FieldCorrections?> Corrected(NodaTime.Instant since, IReadOnlyCollection<long>? likely = null)
        {
            using var history = await Before(since, likely);
            return run.Corrections(history, cancel);
        }

        async Task<RecordHistory> Before(NodaTime.Instant since, IReadOnlyCollection<long>? likely = null)
        {
            // What others committed must be visible before a record's versions are gathered.
            foreach (var unseen in await commits.StillOut(manifest, cancel)) await commits.Publish.Finish(unseen, cancel);
            return await RecordHistory.Open(store, work.Feed, origin, since, likely,
                new EngineOptions(scratch.Folder, options.EngineMemoryMb), cancel);
        }
    }
}
