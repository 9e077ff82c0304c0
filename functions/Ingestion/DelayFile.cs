using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Ingestion.Writing;
using FrontDoor.Storage;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Ingestion;

/// <summary>Delays a file that could not be processed for a fault of ours: it is tried again later.</summary>
sealed class DelayFile(IStore store, Contracts contracts, ArrivalCommits commits, Pseudonyms keys, PipelineOptions options)
{
    static readonly TimeSpan FirstBackOff = TimeSpan.FromMinutes(15);
    const int DoublingsAtMost = 6;

    /// <summary>
    /// Marks an arrival as delayed: the ledger says stalled, the partner gets the receipt "delayed, not yet processed", and an operator
    /// gets a notice. RecoverFiles tries it again later, with back-off.
    /// </summary>
    public async Task Run(LandingPath path, string version, DateTimeOffset receivedAt, CancellationToken cancel)
    {
        var fileId = commits.FileId(path.Agency, path.Path, version);
        var (receipts, text, json) = (Containers.Receipts(path.Agency), PathOf(ReceiptName.DelayedText), PathOf(ReceiptName.DelayedJson));
        var entry = await commits.Ledger.Find(fileId, cancel);
        if (entry is { IsDone: true })
        {
            await TakeBack();
            return;
        }
        var now = options.Clock.GetUtcNow();
        // Called again before RecoverFiles could have tried it: not all of this was done, or not known to be. It is the same stall, with
        // one alert.
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
            Contact = options.Contact,
        };
        await store.Write(receipts, text, System.Text.Encoding.UTF8.GetBytes(receipt.ToText()), cancel);
        await store.Write(receipts, json, receipt.ToJson(), cancel);
        if (!await commits.Ledger.TryRecord(fileId, found => new LedgerEntry
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
        await new AlertStore(store).Add(notice, cancel);
        await options.Announce(notice, cancel);

        // A delivery that was only slow has written the true receipt meanwhile.
        async Task TakeBack()
        {
            await store.Delete(receipts, text, cancel);
            await store.Delete(receipts, json, cancel);
        }

        string PathOf(string ending) => StagedCommit.ReceiptPathOf(path.Sender, path.Feed, path.Name, fileId, ending).Real;
    }

    Notice Stalled(LandingPath path, string fileId, DateTimeOffset receivedAt, int stalls)
    {
        var known = contracts.Find(new FeedId(path.Agency, path.Feed)) is { } feed && feed.FindSender(path.Sender) is not null;
        return new Notice
        {
            NoticeId = keys.NoticeId(fileId, AlertKind.Stalled.Word(), $"{stalls}"),
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
}
