using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;
using FrontDoor.Lake.Writing;
using FrontDoor.Storage;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Queries;
using FrontDoor.Storage.Records;
using FrontDoor.Storage.State;
using NodaTime;

namespace FrontDoor.Ingestion.Corrections;

/// <summary>Corrections that would relax a clock: the stricter result applies until an operator accepts or refuses the other, with a
/// reason.</summary>
public sealed class PendingCorrections(IStore store, ArrivalCommits commits, Contracts contracts, Pseudonyms keys, PipelineOptions options)
{
    /// <summary>Every record that waits for a decision, the longest waiting first.</summary>
    public async Task<IReadOnlyList<PendingCorrection>> List(CancellationToken cancel)
    {
        await commits.Lake.PublishAll(cancel);
        using var scratch = Scratch.Open(options.Scratch);
        using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
        var found = new List<PendingCorrection>();
        foreach (var feed in contracts.Feeds)
            found.AddRange((await CurrentRecords.Fetch(store, feed, engine, scratch.Folder, cancel)).PendingCorrections(null, cancel)
                .Select(row => row.Record));
        return [.. found.OrderBy(record => record.Since).ThenBy(record => record.NotificationKey, StringComparer.Ordinal)];
    }

    /// <summary>Decides about the newest version of a record. Can run any number of times, in parallel with files and checks, and be
    /// killed at any moment. The first decision about a version counts.</summary>
    public async Task<CorrectionDecisionResult> Decide(CorrectionChoice choice, DateTimeOffset now, CancellationToken cancel)
    {
        var key = KeyedHash.Parse(choice.NotificationKey);
        foreach (var (id, sender) in await ManifestFile.All(store, cancel))
            if (contracts.Find(id) is { } feed && await Decide(feed, sender, key, choice, now, cancel) is { } decided)
                return decided;
        return new CorrectionDecisionResult.Unknown();
    }

    /// <summary>Returns null if the record is not this sender's.</summary>
    async Task<CorrectionDecisionResult?> Decide(Feed feed, string sender, KeyedHash key, CorrectionChoice choice, DateTimeOffset now,
        CancellationToken cancel)
    {
        var manifestFile = new ManifestFile(store, feed.Id.Agency, feed.Id.Name, sender);
        var indexFiles = new RecordIndexFiles(store, manifestFile, options.Scratch);
        while (true)
        {
            using var scratch = Scratch.Open(options.Scratch);
            var (manifest, tag) = await manifestFile.Read(cancel);
            using var index = await indexFiles.Open(manifest, scratch.Folder, cancel);
            if (index is null) continue;
            if (!index.Find(key, out var held)) return null;
            // committed work must be visible before a decision
            var stillOut = await commits.PublishUnseen(feed.Id, manifest, cancel);
            if ((await CorrectionDecisions.Read(store, feed.Id, cancel)).About(key, held.Content, held.Received) is { } made)
                return new CorrectionDecisionResult.Before(made);

            using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
            var row = (await CurrentRecords.Fetch(store, feed, engine, scratch.Folder, cancel)).PendingCorrections(key.ToString(), cancel)
                .SingleOrDefault();
            // if false, a file was committed in the meantime
            if (row?.RecordVersion != held.RecordVersion && (await manifestFile.Read(cancel)).Tag != tag) continue;
            if (row is null) return new CorrectionDecisionResult.Nothing();
            if (choice.RecordVersion is { } meant && meant != row.RecordVersion) return new CorrectionDecisionResult.Overtaken(row.Record);
            // a file in between brings another version, which is not the one decided about
            choice = choice with { RecordVersion = row.RecordVersion };
            if (row.RecordVersion != held.RecordVersion)
                throw new InvalidOperationException($"The lake has version {row.RecordVersion} of record {row.Key}, the record index "
                    + $"{held.RecordVersion}; nothing was decided. Restore the one that was changed by hand.");

            var from = row.DecidedFrom(ArrivalContext.LastWholeHour(now));
            // The same for every attempt at one version, whatever the decision.
            var origin = ArrivalContext.WithoutFile(keys, feed.Id.Agency, feed.Id.Name, sender,
                $"decision on {held.Key} {held.Content} {held.Received}", from);
            var decision = Made(choice, row, held, origin.FileId, now);
            var attempt = new CommitAttempt(store, scratch.Folder);
            using var table = new TableWriter<TimelinessTable>(() => new(), attempt.NewFile(".parquet"), cancel);
            row.Write(table.Row, choice.IsAccepted, from);
            table.EndRow();
            if (choice.IsAccepted) index.Put(Accepted(held, row, from));
            await attempt.Stage(Containers.Restricted, ArrivalPath.Plain(CorrectionDecisions.Path(feed.Id, decision.Id)),
                StateDocuments.Bytes(decision), cancel);
            attempt.Add(Containers.Lake, LakeTables.Timeliness.Name, table);
            await attempt.StageTables(origin, cancel);
            var indexed = await indexFiles.Write(manifest, index, decision.Id, attempt, cancel);
            var committed = Committed.WithoutFile(decision.Id, attempt, []);
            var next = manifest with { IndexFiles = indexed, Outbox = [.. stillOut, committed] };
            if (await commits.TryCommitAndPublish(manifestFile, next, tag, cancel))
                return new CorrectionDecisionResult.Now(decision, row.Record);
        }
    }

    /// <summary>Its own result applies. No alert about that result was sent yet, except for what the row itself says.</summary>
    static RecordIndexEntry Accepted(RecordIndexEntry held, PendingCorrectionRow row, Instant from)
    {
        ((held.Status, held.Severity), held.IsCorrectionPending, held.AlertedRunning) = (row.Alone, false, row.OverdueAt(from));
        return held;
    }

    static CorrectionDecision Made(CorrectionChoice choice, PendingCorrectionRow row, in RecordIndexEntry held, string id,
        DateTimeOffset now)
    {
        var (record, names) = (row.Record, row.Record.Feed.Split('/'));
        return new CorrectionDecision
        {
            Id = id,
            IsAccepted = choice.IsAccepted,
            Reason = choice.Reason,
            By = choice.By,
            DecidedAt = now,
            NotificationKey = row.Key,
            Agency = names[0],
            Feed = names[1],
            Sender = record.Sender,
            Clock = record.Clock,
            RecordVersion = row.RecordVersion,
            Content = held.Content.ToString(),
            Received = held.Received,
            StoodStatus = record.Status,
            StoodSeverity = record.Severity,
            ProposedStatus = record.ProposedStatus,
            ProposedSeverity = record.ProposedSeverity,
        };
    }
}

/// <summary>An operator's decision about one record.</summary>
/// <param name="RecordVersion">The version that the operator looked at; null for the newest.</param>
public sealed record CorrectionChoice(string NotificationKey, bool IsAccepted, string Reason, string By, int? RecordVersion = null);

/// <summary>The result of deciding about a record.</summary>
public abstract record CorrectionDecisionResult
{
    CorrectionDecisionResult()
    {
    }

    /// <summary>It is recorded; with the record as it was before.</summary>
    public sealed record Now(CorrectionDecision Decision, PendingCorrection Waited) : CorrectionDecisionResult;

    /// <summary>The version was decided about before; that decision counts.</summary>
    public sealed record Before(CorrectionDecision Decision) : CorrectionDecisionResult;

    /// <summary>The newest version is another than the one the operator looked at.</summary>
    public sealed record Overtaken(PendingCorrection Newest) : CorrectionDecisionResult;

    /// <summary>The record already has its newest version's result.</summary>
    public sealed record Nothing : CorrectionDecisionResult;

    /// <summary>No record has that key.</summary>
    public sealed record Unknown : CorrectionDecisionResult;
}
