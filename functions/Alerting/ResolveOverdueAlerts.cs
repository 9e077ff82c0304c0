using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;
using FrontDoor.Storage.Queries;
using FrontDoor.Storage.State;
using NodaTime;

namespace FrontDoor.Alerting;

/// <summary>Resolves alerts about overdue clocks, once each, when a file has stopped the clock or cancelled the record. Commits by one
/// conditional write; the number of runs changes only when each is reported.</summary>
public sealed class ResolveOverdueAlerts(IStore store, ArrivalCommits commits, Contracts contracts, Pseudonyms keys,
    PipelineOptions options)
{
    readonly AlertStore _alerts = new(store);
    readonly NoticesCommit _alone = new(store, commits, keys, options);

    /// <summary>Can run any number of times, in parallel with files and other runs, and be killed at any moment. Returns how many alerts
    /// were resolved.</summary>
    public async Task<int> Run(DateTimeOffset now, CancellationToken cancel)
    {
        var (hour, resolved, steps) = (ArrivalContext.LastWholeHour(now), 0, new IndependentSteps());
        foreach (var (id, sender) in await ManifestFile.All(store, cancel))
            if (contracts.Find(id) is { } feed && RunningRow.MayBeOf(feed))
                await steps.Do(async () =>
                    resolved += await _alone.CommitAll(id, sender, AlertKind.Resolved.Word(), hour,
                        () => Over(feed, sender, cancel), cancel));
        steps.End();
        return resolved;
    }

    /// <summary>The messages for alerts about single records whose clock no longer runs. Only a commit ends one, so there is no next
    /// time.</summary>
    async Task<(IReadOnlyList<Notice> Resolved, Instant? Next)> Over(Feed feed, string sender, CancellationToken cancel)
    {
        using var scratch = Scratch.Open(options.Scratch);
        using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
        var rows = new SenderTables(new LakeFiles(store, feed.Id, scratch.Folder), engine, feed.Id, sender);
        await rows.Fetch([LakeTables.Notices], null, cancel);
        var open = $"""
            WITH raised AS (SELECT * FROM {rows.Of(LakeTables.Notices)}),
            alert AS (SELECT * FROM raised WHERE kind IN ('{AlertKind.Overdue.Word()}', '{AlertKind.DueSoon.Word()}')
                AND subject_key IS NOT NULL AND notice_id NOT IN (
                SELECT about FROM raised WHERE kind = '{AlertKind.Resolved.Word()}' AND about IS NOT NULL))
            """;
        // usually nothing has ended, and the feed's other tables are not read
        if (!rows.Ask($"{open} SELECT notice_id FROM alert LIMIT 1", cancel).Any()) return ([], null);
        await rows.Fetch([LakeTables.CurrentNotifications, LakeTables.CurrentTimeliness], null, cancel);
        var over = new List<Notice>();
        foreach (var cells in rows.Ask($"""
            {open},
            version AS (SELECT notification_key, record_version, status, as_of FROM {rows.Of(LakeTables.CurrentNotifications)}
                WHERE notification_key IN (SELECT subject_key FROM alert)),
            judged AS (SELECT notification_key, record_version, clock, status, overdue_from, as_of
                FROM {rows.Of(LakeTables.CurrentTimeliness)} SEMI JOIN version USING (notification_key, record_version))
            SELECT notice_id, severity, subject_key, raised_at, count, la_code, coalesce(judged.as_of, version.as_of),
                version.status IS NOT DISTINCT FROM 'cancelled', kind, alert.clock
            FROM alert JOIN version ON version.notification_key = alert.subject_key
            LEFT JOIN judged ON judged.notification_key = alert.subject_key
                AND judged.clock = coalesce(alert.clock, '{feed.Clocks[0].Name}')
            WHERE version.status IS NOT DISTINCT FROM 'cancelled' OR judged.overdue_from IS NULL
                OR judged.status NOT IN ('open', 'possibly_late', 'overdue')
            ORDER BY notice_id
            """, cancel))
        {
            var alert = new Notice
            {
                NoticeId = (string)cells[0]!,
                Kind = AlertKinds.Parse((string)cells[8]!),
                Clock = (string?)cells[9],
                Agency = feed.Id.Agency,
                Feed = feed.Id.Name,
                Sender = sender,
                LaCode = (string?)cells[5],
                Severity = TimeWords.SeverityOf((string)cells[1]!),
                SubjectKey = (string)cells[2]!,
                RaisedAt = (DateTimeOffset)cells[3]!,
                Count = (int)cells[4]!,
                Text = "",
                FileId = "",
            };
            if (!await _alerts.Knows(AlertResolution.IdOf(alert, keys), cancel))
                over.Add(AlertResolution.Of(alert, "", (DateTimeOffset)cells[6]!, keys) with { Text = Said(alert, feed, (bool)cells[7]!) });
        }
        return (over, null);
    }

    static string Said(Notice alert, Feed feed, bool isCancelled) => isCancelled
        ? $"Over: {AlertResolution.Named(alert)} was about a record that its sender has cancelled."
        : $"Over: {AlertResolution.Named(alert)} was about the clock {alert.Clock ?? feed.Clocks[0].Name}, which a file has "
        + $"since stopped. {AlertText.SeeRecord(alert.SubjectKey!)}";
}
