using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Detection;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Ingestion;

/// <summary>Refuses a file for a fault of its own: its sender gets a receipt that says why.</summary>
sealed class RefuseFile(IStore store, Contracts contracts, PublishArrival publish, PipelineOptions options)
{
    /// <summary>Refuses a file that was opened, and whose content cannot be taken.</summary>
    public Task<IngestResult> Run(LandedFile file, ArrivalContext origin, Feed feed, SourceFile source, CancellationToken cancel) =>
        Misplaced(file, feed, source, cancel) is { } misplaced ? Run(file, origin, feed, misplaced, source.Format, cancel)
        : Run(file, origin, feed, source.Defects, source.Format, cancel,
            [.. FileHeadlines.OfRefused(feed, source, London.DayOf(file.ReceivedAt), cancel)]);

    /// <summary>Refuses the whole file: receipt, quarantine and a files row, then the ledger. All of it the same each time, so a killed run
    /// repeats it.</summary>
    public async Task<IngestResult> Run(LandedFile file, ArrivalContext origin, Feed? feed, IReadOnlyList<FileDefect> defects,
        string? format, CancellationToken cancel, params IReadOnlyList<string> headlines)
    {
        using var scratch = Scratch.Open(options.Scratch);
        var attempt = new CommitAttempt(store, scratch.Folder);
        var draft = new StagedCommit(file, origin, attempt);
        var receipt = IngestResults.Refusal(file, origin.FileId, feed, defects) with { Headlines = headlines, Contact = options.Contact };
        if (!file.HasMalware) await draft.StageQuarantine(cancel);
        draft.AddDefects(defects);
        await draft.StageReceipt(receipt, null, null, cancel);
        draft.AddFileRows(new FileFacts(receipt.Bytes, format, null, receipt.Refusal, feed?.Edition.Name, new IngestCounts()));
        await attempt.StageTables(origin, cancel);
        await publish.Show(attempt.Objects, file.Name, attempt.Token, cancel);
        await publish.Done(origin.FileId, ArrivalStatus.Refused, attempt.Objects, file.Name, cancel);
        await store.Forget(attempt.Token, cancel);
        return IngestResults.Refused(file, origin.FileId, receipt);
    }

    /// <summary>What lacks a column of this feed and none of another's was put in the wrong folder: told so, nobody has to read which
    /// columns are missing. Null where it is not that plain.</summary>
    IReadOnlyList<FileDefect>? Misplaced(LandedFile file, Feed feed, SourceFile source, CancellationToken cancel)
    {
        if (!source.Defects.Any(defect => defect.Defect == Defects.HeaderKeyMissing || defect.Defect == Defects.HeaderMissing)) return null;
        var receivedOn = DayNumber.ToDate(London.DayOf(file.ReceivedAt));
        foreach (var other in contracts.Feeds.Where(other => other.Id != feed.Id))
        {
            using var scratch = Scratch.Open(options.Scratch);
            if (!SourceFile.Open(other.On(receivedOn), file.LocalPath, scratch.Folder, cancel).IsRefused)
                return [new FileDefect(Defects.FileOtherFeed, 0, null, $"the columns of {other.Id}")];
        }
        return null;
    }
}
