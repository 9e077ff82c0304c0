using System.Security.Cryptography;
using System.Text;
using FrontDoor.Alerting;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
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

namespace FrontDoor.Monitoring.Overdue;

/// <summary>The counts of a check of running clocks.</summary>
/// <param name="Worsened">Clocks that became overdue or more severe.</param>
public sealed record CheckOverdueResult(int Worsened, int Notices);

/// <summary>Finds clocks that become overdue between files. Each sender's running clocks are judged at the last whole hour. Worse results
/// are committed like an arrival: rows, reported severities and notices by one conditional write. The number of runs changes only when
/// each is reported.</summary>
public sealed class CheckOverdueClocks(IStore store, ArrivalCommits commits, Contracts contracts, Pseudonyms keys, PipelineOptions options)
{
    /// <summary>Can run any number of times, in parallel with files and other checks, and be killed at any moment.</summary>
    public async Task<CheckOverdueResult> Run(DateTimeOffset now, CancellationToken cancel)
    {
        var hour = ArrivalContext.LastWholeHour(now);
        var (worsened, notices, steps) = (0, 0, new IndependentSteps());
        foreach (var (id, sender) in await ManifestFile.All(store, cancel))
        {
            if (contracts.Find(id) is not { } feed || !RunningRow.MayBeOf(feed)) continue;
            await steps.Do(async () =>
            {
                var of = await Run(feed, sender, hour, cancel);
                (worsened, notices) = (worsened + of.Worsened, notices + of.Notices);
            });
        }
        steps.End();
        return new CheckOverdueResult(worsened, notices);
    }

    async Task<CheckOverdueResult> Run(Feed feed, string sender, Instant hour, CancellationToken cancel)
    {
        var manifestFile = new ManifestFile(store, feed.Id.Agency, feed.Id.Name, sender);
        var mark = new QuietMark(store, feed.Id, sender);
        var done = new CheckOverdueResult(0, 0);
        while (true)
        {
            var (manifest, tag) = await manifestFile.Read(cancel);
            if (tag is null || await mark.IsQuiet(tag, hour, cancel)) return done;
            // committed rows must be in the lake before they are judged
            var stillOut = await commits.PublishUnseen(feed.Id, manifest, cancel);
            using var scratch = Scratch.Open(options.Scratch);
            using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
            var rows = await CurrentRecords.Fetch(store, feed, engine, scratch.Folder, cancel);
            var (count, next, digest) = Judge(rows.Running(sender, cancel), hour);
            if (count == 0)
            {
                await mark.Write(tag, hour, next, cancel);
                return done;
            }
            var indexFiles = new RecordIndexFiles(store, manifestFile, options.Scratch);
            // usually nothing is worse, and the rows are not read
            using var index = await indexFiles.Open(manifest, scratch.Folder, cancel);
            if (index is null) continue;
            var attempt = new CommitAttempt(store, scratch.Folder);
            using var table = new TableWriter<TimelinessTable>(() => new(), attempt.NewFile(".parquet"), cancel);
            var raised = new OverdueAlertSelector(feed.Id, sender, hour, keys);
            Write(rows.Running(sender, cancel), hour, index, table, raised);
            var origin = ArrivalContext.WithoutFile(keys, feed.Id.Agency, feed.Id.Name, sender, $"clocks at {hour}: {digest}", hour);
            var incident = manifest.Incident is { } open && open.Covers(London.DayOf(hour)) ? open : null;
            var notices = incident is null ? raised.Notices(origin.FileId) : raised.HighRisk(origin.FileId, incident.SinglesLeft);
            attempt.Add(Containers.Lake, LakeTables.Timeliness.Name, table);
            NoticeRows.AddTo(attempt, notices);
            await attempt.StageTables(origin, cancel);
            var indexed = await indexFiles.Write(manifest, index, origin.FileId, attempt, cancel);
            var committed = Committed.WithoutFile(origin.FileId, attempt, notices);
            var changed = manifest with
            {
                IndexFiles = indexed,
                Outbox = [.. stillOut, committed],
                Incident = incident?.With(raised.Counts with { Singles = notices.Count }) ?? manifest.Incident,
            };
            if (await commits.TryCommitAndPublish(manifestFile, changed, tag, cancel))
                // once more: nothing is left then, and that is recorded
                done = new CheckOverdueResult(done.Worsened + count, done.Notices + notices.Count);
        }
    }

    /// <summary>How many clocks are worse, when another will be, and a text that identifies this change.</summary>
    static (int Worsened, Instant? Next, string Digest) Judge(IEnumerable<RunningRow> rows, Instant hour)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (worsened, next) = (0, (Instant?)null);
        foreach (var row in rows)
        {
            if (row.Running.NextChange(hour) is { } change && (next is null || change < next)) next = change;
            if (row.WorsenedAt(hour) is not { } severity) continue;
            worsened++;
            digest.AppendData(Encoding.UTF8.GetBytes($"{row.Key} {row.RecordVersion} {row.Clock} {severity}\n"));
        }
        return (worsened, next, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    static void Write(IEnumerable<RunningRow> rows, Instant hour, RecordIndex index, TableWriter<TimelinessTable> table,
        OverdueAlertSelector raised)
    {
        var text = new byte[Clock.ExplanationLength];
        foreach (var row in rows)
        {
            if (row.WorsenedAt(hour) is not { } severity) continue;
            row.Write(table.Row, hour, severity, text);
            table.EndRow();
            if (row.IsFirst) Report(row, severity, index, raised, hour);
            else if (row.Running.Clock.Alerts) raised.Add(row, severity, hour);
        }
    }

    /// <summary>For the first clock, the index has the severity that a file or an earlier check reported; it is not sent again. For other
    /// clocks the row itself has it.</summary>
    static void Report(RunningRow row, Severity severity, RecordIndex index, OverdueAlertSelector raised, Instant hour)
    {
        var key = KeyedHash.Parse(row.Key);
        if (!index.Find(key, out var held) || severity <= held.Alerted) return;
        held.AlertedRunning = severity;
        index.Put(held);
        if (row.Running.Clock.Alerts) raised.Add(row, severity, hour);
    }
}
