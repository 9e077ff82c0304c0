using System.Security.Cryptography;
using System.Text;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;
using NodaTime;

namespace FrontDoor.Storage.Commits;

/// <summary>Commits notices of one feed and sender that come from no file, clock or day, such as the end of an alert.</summary>
public sealed class NoticesCommit(IStore store, ArrivalCommits commits, Pseudonyms keys, PipelineOptions options)
{
    /// <summary>Commits what is found for one feed and sender, again until nothing is found, and then records that. Returns how much it
    /// was.</summary>
    /// <param name="kind">The mark in which it records that nothing is left.</param>
    /// <param name="find">Returns the notices to send now, and when there may be more. Called when everything committed is in the
    /// lake.</param>
    public async Task<int> CommitAll(FeedId feed, string sender, string kind, Instant hour,
        Func<Task<(IReadOnlyList<Notice> Notices, Instant? Next)>> find, CancellationToken cancel)
    {
        var manifestFile = new ManifestFile(store, feed.Agency, feed.Name, sender);
        var mark = new QuietMark(store, feed, sender, kind);
        var done = 0;
        while (true)
        {
            var (manifest, tag) = await manifestFile.Read(cancel);
            if (tag is null || await mark.IsQuiet(tag, hour, cancel)) return done;
            // committed rows must be in the lake before they are judged
            var stillOut = await commits.PublishUnseen(feed, manifest, cancel);
            var (notices, next) = await find();
            if (notices.Count == 0)
            {
                await mark.Write(tag, hour, next, cancel);
                return done;
            }
            if (await TryCommit(manifestFile, manifest with { Outbox = stillOut }, tag, kind,
                notices.Select(notice => notice.About ?? notice.NoticeId), notices, hour, cancel))
                done += notices.Count; // once more: nothing is left then, and that is recorded
        }
    }

    /// <summary>Returns false if the manifest has changed since it was read; then nothing is committed.</summary>
    /// <param name="what">A word for the commit; with the same <paramref name="ids"/> it makes the same commit.</param>
    /// <param name="notices">At least one, all of one feed and sender.</param>
    public async Task<bool> TryCommit(ManifestFile manifestFile, Manifest manifest, string? tag, string what, IEnumerable<string> ids,
        IReadOnlyList<Notice> notices, Instant moment, CancellationToken cancel)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', ids))));
        var origin = ArrivalContext.WithoutFile(keys, notices[0].Agency, notices[0].Feed, notices[0].Sender, $"{what}: {digest}", moment);
        List<Notice> own = [.. notices.Select(notice => notice with { FileId = origin.FileId })];
        using var scratch = Scratch.Open(options.Scratch);
        var attempt = new CommitAttempt(store, scratch.Folder);
        NoticeRows.AddTo(attempt, own);
        await attempt.StageTables(origin, cancel);
        return await commits.TryCommitAndPublish(manifestFile,
            manifest with { Outbox = [.. manifest.Outbox, Committed.WithoutFile(origin.FileId, attempt, own)] }, tag, cancel);
    }
}
