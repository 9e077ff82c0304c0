using System.Security.Cryptography;
using System.Text;
using FrontDoor.Domain;
using FrontDoor.Lake;
using NodaTime;

namespace FrontDoor.Stages;

/// <summary>What a tick came to, in counts.</summary>
/// <param name="Worsened">Clocks that had come to be overdue, or graver.</param>
public sealed record TickResult(int Worsened, int Notices);

/// <summary>
/// Time passes: a clock that nothing stops comes to be overdue though no file says anything. Each sender's running clocks are judged at the last whole hour,
/// and what has worsened is committed as an arrival is: rows, what was told, and notices by one conditional write. How often it runs changes nothing but when each is told.
/// </summary>
public sealed class Tick(IStore store, ArrivalCommits commits, Contracts contracts, Pseudonyms keys, IngestOptions options)
{
    /// <summary>Can be run any number of times, beside files and other ticks, and be killed at any instant.</summary>
    public async Task<TickResult> Run(DateTimeOffset now, CancellationToken cancel)
    {
        var hour = Origin.LastWholeHour(now);
        var (worsened, notices, apart) = (0, 0, new Apart());
        foreach (var (id, sender) in await ManifestFile.All(store, cancel))
        {
            if (contracts.Find(id) is not { } feed || !RunningRow.MayBeOf(feed)) continue;
            await apart.Do(async () =>
            {
                var of = await Run(feed, sender, hour, cancel);
                (worsened, notices) = (worsened + of.Worsened, notices + of.Notices);
            });
        }
        apart.End();
        return new TickResult(worsened, notices);
    }

    async Task<TickResult> Run(Feed feed, string sender, Instant hour, CancellationToken cancel)
    {
        var manifestFile = new ManifestFile(store, feed.Id.Agency, feed.Id.Name, sender);
        var mark = new TickMark(store, feed.Id, sender);
        var done = new TickResult(0, 0);
        while (true)
        {
            var (manifest, tag) = await manifestFile.Read(cancel);
            if (tag is null || await mark.IsQuiet(tag, hour, cancel)) return done;
            var stillOut = await commits.PublishUnseen(feed.Id, manifest, cancel); // what is committed must be seen before it is judged
            using var scratch = Scratch.Open(options.Scratch);
            var indexFiles = new RecordIndexFiles(store, manifestFile, options.Scratch);
            using var index = await indexFiles.Open(manifest, scratch.Folder, cancel);
            if (index is null) continue;
            using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
            var attempt = new Attempt(store, scratch.Folder);
            using var table = new TableWriter<TimelinessTable>(() => new(), attempt.NewFile(".parquet"), cancel);

            var raised = new RaiseOverdue(feed.Id, sender, hour, keys);
            var (count, next, digest) = Judge(await JudgedRows.Fetch(store, feed, engine, scratch.Folder, cancel), feed, sender, hour, index, table, raised, cancel);
            if (count == 0)
            {
                await mark.Write(tag, hour, next, cancel);
                return done;
            }
            var origin = Origin.WithoutFile(keys, feed.Id.Agency, feed.Id.Name, sender, $"clocks at {hour}: {digest}", hour);
            var notices = raised.Notices(origin.FileId);
            attempt.Add(Containers.Lake, LakeTables.Timeliness.Name, table);
            NoticeRows.AddTo(attempt, notices);
            await attempt.StageTables(origin, cancel);
            var indexed = await indexFiles.Write(manifest, index, origin.FileId, attempt, cancel);
            var committed = Committed.WithoutFile(origin.FileId, attempt, notices);
            if (await commits.TryCommit(manifestFile, manifest with { IndexFiles = indexed, Outbox = [.. stillOut, committed] }, tag, cancel))
                done = new TickResult(done.Worsened + count, done.Notices + notices.Count); // and once round again: nothing is left, and that is noted
        }
    }

    /// <summary>Writes what has worsened; returns how much, when something next will, and what tells this change from every other.</summary>
    static (int Worsened, Instant? Next, string Digest) Judge(JudgedRows rows, Feed feed, string sender, Instant hour, RecordIndex index, TableWriter<TimelinessTable> table, RaiseOverdue raised, CancellationToken cancel)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (worsened, next, text) = (0, (Instant?)null, new byte[Clock.ExplanationLength]);
        foreach (var row in rows.Running(sender, cancel))
        {
            if (row.Running.NextChange(hour) is { } change && (next is null || change < next)) next = change;
            if (row.WorsenedAt(hour) is not { } severity) continue;
            worsened++;
            digest.AppendData(Encoding.UTF8.GetBytes($"{row.Key} {row.RecordVersion} {row.Clock} {severity}\n"));
            row.Write(table.Row, hour, severity, text);
            table.EndRow();
            if (row.Clock == feed.Clocks[0].Name) Tell(row, severity, index, raised, hour);
        }
        return (worsened, next, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    /// <summary>The first clock alerts; what a file was alerted to, or an earlier tick, is not told again.</summary>
    static void Tell(RunningRow row, Severity severity, RecordIndex index, RaiseOverdue raised, Instant hour)
    {
        var key = KeyedHash.Parse(row.Key);
        if (!index.Find(key, out var held) || severity <= held.Told) return;
        held.ToldRunning = severity;
        index.Put(held);
        raised.Add(row, severity, hour);
    }
}
