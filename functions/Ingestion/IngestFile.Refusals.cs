using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Formats.Content;
using FrontDoor.Formats.Detection;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Ingestion;

/// <summary>What happens to a file that cannot be taken: refused for a fault of its own, or held for a fault of ours.</summary>
public sealed partial class IngestFile
{
    static readonly TimeSpan FirstBackOff = TimeSpan.FromMinutes(15);
    const int DoublingsAtMost = 6;

    /// <summary>
    /// Marks an arrival as delayed: the ledger says stalled, the partner gets the receipt "delayed, not yet processed", and an operator
    /// gets a notice. RecoverFiles tries it again later, with back-off.
    /// </summary>
    public async Task Hold(LandingPath path, string version, DateTimeOffset receivedAt, CancellationToken cancel)
    {
        var fileId = Commits.FileId(path.Agency, path.Path, version);
        var (receipts, text, json) = (Containers.Receipts(path.Agency), PathOf(ReceiptName.DelayedText), PathOf(ReceiptName.DelayedJson));
        var entry = await _ledger.Find(fileId, cancel);
        if (entry is { IsDone: true })
        {
            await TakeBack();
            return;
        }
        var now = _options.Clock.GetUtcNow();
        // Told again before Sweep could have brought it back: not all of this was done, or not known to be. It is the same stall, of which
        // one alert tells.
        var again = entry is { Status: ArrivalStatus.Stalled, NotBefore: { } notYet } && now < notYet ? entry : null;
        var stalls = again?.Stalls ?? (entry?.Stalls ?? 0) + 1;
        var receipt = new Receipt
        {
            FileId = fileId,
            File = path.Name,
            Agency = path.Agency,
            Sender = path.Sender,
            Feed = path.Feed,
            ReceivedAt = receivedAt,
            Status = Receipt.Waiting,
            Contact = _options.Contact,
        };
        await _store.Write(receipts, text, System.Text.Encoding.UTF8.GetBytes(receipt.ToText()), cancel);
        await _store.Write(receipts, json, receipt.ToJson(), cancel);
        if (!await _ledger.TryRecord(fileId, found => new LedgerEntry
        {
            FileId = fileId,
            Status = ArrivalStatus.Stalled,
            Touched = now,
            Attempts = found?.Attempts ?? 0,
            Stalls = stalls,
            NotBefore = again?.NotBefore ?? now + FirstBackOff * Math.Pow(2, Math.Min(stalls - 1, DoublingsAtMost)),
        }, cancel))
        {
            await TakeBack();
            return;
        }
        var notice = Stalled(path, fileId, receivedAt, stalls);
        await new AlertStore(_store).Add(notice, cancel);
        await _options.Announce(notice, cancel);

        // A delivery that was only slow has written the true receipt meanwhile.
        async Task TakeBack()
        {
            await _store.Delete(receipts, text, cancel);
            await _store.Delete(receipts, json, cancel);
        }

        string PathOf(string ending) => StagedCommit.ReceiptPathOf(path.Sender, path.Feed, path.Name, fileId, ending).Real;
    }

    Notice Stalled(LandingPath path, string fileId, DateTimeOffset receivedAt, int stalls)
    {
        var known = _contracts.Find(new FeedId(path.Agency, path.Feed)) is { } feed && feed.FindSender(path.Sender) is not null;
        return new Notice
        {
            NoticeId = _keys.NoticeId(fileId, AlertKind.Stalled.Word(), $"{stalls}"),
            Kind = AlertKind.Stalled,
            Agency = path.Agency,
            Feed = known ? path.Feed : LandingPath.Unregistered,
            Sender = known ? path.Sender : LandingPath.Unregistered,
            Severity = Severity.None,
            RaisedAt = receivedAt,
            Count = 1,
            Text = $"A file could not be processed for a fault of ours, and is delayed. It will be tried again. File id {fileId}; the "
            + $"app's log says what failed.",
            FileId = fileId,
        };
    }

    /// <summary>The file was begun: an entry gone stale in this state tells Sweep that its run was killed. False: it is done, by another
    /// delivery, and nothing is written over that.</summary>
    Task<bool> Begin(string fileId, CancellationToken cancel) => _ledger.TryRecord(fileId, entry => new LedgerEntry
    {
        FileId = fileId,
        Status = ArrivalStatus.Received,
        Touched = _options.Clock.GetUtcNow(),
        Attempts = (entry?.Attempts ?? 0) + 1,
        Stalls = entry?.Stalls ?? 0,
    }, cancel);

    /// <summary>What lacks a column of this feed and none of another's was put in the wrong folder: told so, nobody has to read which
    /// columns are missing. Null where it is not that plain.</summary>
    IReadOnlyList<FileDefect>? Misplaced(LandedFile file, Feed feed, SourceFile source, CancellationToken cancel)
    {
        if (!source.Defects.Any(defect => defect.Defect == Defects.HeaderKeyMissing || defect.Defect == Defects.HeaderMissing)) return null;
        var receivedOn = DayNumber.ToDate(London.DayOf(file.ReceivedAt));
        foreach (var other in _contracts.Feeds.Where(other => other.Id != feed.Id))
        {
            using var scratch = Scratch.Open(_options.Scratch);
            if (!SourceFile.Open(other.On(receivedOn), file.LocalPath, scratch.Folder, cancel).IsRefused)
                return [new FileDefect(Defects.FileOtherFeed, 0, null, $"the columns of {other.Id}")];
        }
        return null;
    }

    /// <summary>Refuses the whole file: receipt, quarantine and a files row, then the ledger. All of it the same each time, so a killed run
    /// repeats it.</summary>
    async Task<IngestResult> Refuse(LandedFile file, ArrivalContext origin, Feed? feed, IReadOnlyList<FileDefect> defects, string? format,
        CancellationToken cancel, params string[] headlines)
    {
        using var scratch = Scratch.Open(_options.Scratch);
        var attempt = new CommitAttempt(_store, scratch.Folder);
        var draft = new StagedCommit(file, origin, attempt);
        var receipt = IngestResults.Refusal(file, origin.FileId, feed, defects) with { Headlines = headlines, Contact = _options.Contact };
        await draft.StageQuarantine(cancel);
        draft.AddDefects(defects);
        await draft.StageReceipt(receipt, null, null, cancel);
        draft.AddFileRows(new FileFacts(receipt.Bytes, format, null, receipt.Refusal, feed?.Edition.Name, new IngestCounts()));
        await attempt.StageTables(origin, cancel);
        await _publish.Show(attempt.Objects, file.Name, attempt.Token, cancel);
        await _publish.Done(origin.FileId, ArrivalStatus.Refused, attempt.Objects, file.Name, cancel);
        await _store.Forget(attempt.Token, cancel);
        return IngestResults.Refused(file, origin.FileId, receipt);
    }
}
