using System.Security.Cryptography;
using System.Text;
using FrontDoor.Alerting;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.FeedHealth;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;
using FrontDoor.Lake.Writing;
using FrontDoor.Monitoring.Week;
using FrontDoor.Storage;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;
using FrontDoor.Storage.Queries;
using FrontDoor.Storage.State;
using NodaTime;

namespace FrontDoor.Monitoring.FeedHealth;

/// <summary>The counts of a check of feeds.</summary>
/// <param name="Rows">Rows of feed_health written.</param>
/// <param name="Weeks">Weekly summaries written for senders.</param>
public sealed record CheckFeedHealthResult(int Rows, int Notices, int Weeks)
{
    public static CheckFeedHealthResult operator +(CheckFeedHealthResult one, CheckFeedHealthResult other) =>
        new(one.Rows + other.Rows, one.Notices + other.Notices, one.Weeks + other.Weeks);
}

/// <summary>Finds files that do not come. Each day of each feed and sender is judged once it is over, and committed with its notices by
/// one conditional write, like an arrival. The result depends on what was received until then, not on how often this ran.</summary>
public sealed class CheckFeeds(IStore store, ArrivalCommits commits, Contracts contracts, Pseudonyms keys, PipelineOptions options)
{
    /// <summary>A day is judged this long after it is over, when what was received in time has been processed.</summary>
    static readonly Duration s_settle = Duration.FromHours(1);

    /// <summary>A file that waits to be processed keeps its day open, but only this long: operators have an alert about it.</summary>
    static readonly Duration s_waitsAtMost = Duration.FromHours(24);

    /// <summary>Late processing changes days up to this far back; older days stay as they were reported.</summary>
    const int CorrectedWithin = 7;

    static readonly HealthRules s_rules = HealthRules.Usual;

    static readonly LakeTable[] s_read = [LakeTables.Files, LakeTables.CurrentNotifications, LakeTables.CurrentTimeliness,
        LakeTables.Rejects, LakeTables.Notices, LakeTables.FeedHealth];

    /// <summary>Can run any number of times, in parallel with files and other checks, and be killed at any moment.</summary>
    /// <param name="landing">The files in the landing containers.</param>
    public async Task<CheckFeedHealthResult> Run(DateTimeOffset now, IAsyncEnumerable<LandingBlob> landing, CancellationToken cancel)
    {
        var hour = ArrivalContext.LastWholeHour(now);
        var pauses = await new PausedSenders(store).All(cancel);
        var waiting = await Waiting(landing, pauses, hour, cancel);
        var (done, steps) = (new CheckFeedHealthResult(0, 0, 0), new IndependentSteps());
        foreach (var feed in contracts.Feeds)
        {
            using var scratch = Scratch.Open(options.Scratch);
            var files = new LakeFiles(store, feed.Id, scratch.Folder);
            foreach (var sender in feed.Contract.Senders)
                await steps.Do(async () =>
                    done += await Run(feed, sender, files, hour, Since(feed.Id, sender.Id), cancel));
        }
        steps.End();
        return done;

        // What waits keeps its day open, and so does a pause: until it ends, no one knows what came.
        Instant? Since(FeedId feed, string sender)
        {
            Instant? file = waiting.TryGetValue((feed, sender), out var since) ? since : null;
            Instant? pause = pauses.TryGetValue(sender, out var held) && held.IsPaused ? Instant.FromDateTimeOffset(held.Last.Since) : null;
            return file is null || pause < file ? pause : file;
        }
    }

    async Task<CheckFeedHealthResult> Run(Feed feed, Sender sender, LakeFiles files, Instant hour, Instant? waiting,
        CancellationToken cancel)
    {
        var due = DueDays.Of(feed, sender);
        var last = Math.Min(Math.Min(due.DayOf(hour - s_settle), waiting is { } since ? due.DayOf(since) : int.MaxValue) - 1,
            due.LastDay + s_rules.SettledAfterDays);
        var manifestFile = new ManifestFile(store, feed.Id.Agency, feed.Id.Name, sender.Id);
        var mark = new QuietMark(store, feed.Id, sender.Id, QuietMark.FeedHealth);
        var done = new CheckFeedHealthResult(0, 0, 0);
        while (true)
        {
            var (manifest, tag) = await manifestFile.Read(cancel);
            if (tag is null && due.From is null || await mark.IsQuiet(tag ?? "", hour, cancel)) return done;
            // committed rows must be in the lake before they are judged
            var stillOut = await commits.PublishUnseen(feed.Id, manifest, cancel);
            using var scratch = Scratch.Open(options.Scratch);
            using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
            var lake = new SenderTables(files, engine, feed.Id, sender.Id);
            await lake.Fetch(s_read, null, cancel);
            var days = FeedAssessment.Judge(await new ReceivedDays(lake, due).Read(last, cancel), due.MinimumRows, s_rules);
            var held = new StoredHealth(lake);
            var (heldRows, raisedIds) = (held.Rows(cancel), held.Notices(cancel));
            var rows = ToWrite(days, $"{feed.Id}/{sender.Id}", heldRows).ToList();
            var raised = NewNotices(days, new FeedHealthAlertSelector(feed.Id, sender.Id, due, keys), heldRows, raisedIds,
                held.Backlogs(due, cancel));
            var weeks = SummariseWeek.Due(days, manifest.LastSummaryWeek, due.LastDay).ToList();
            var (incident, update) = Follow(feed.Id, sender.Id, manifest.Incident, days, due.ClosesAt(last),
                from => held.Singles(due, from, cancel));
            if (update is not null) raised.Add(update);
            if (rows.Count == 0 && raised.Count == 0 && weeks.Count == 0)
            {
                var next = due.ClosesAt(last + 1) + s_settle;
                await mark.Write(tag ?? "", hour, waiting is not null ? hour + Duration.FromHours(1) : next > hour ? next : null, cancel);
                return done;
            }
            var origin = ArrivalContext.WithoutFile(keys, feed.Id.Agency, feed.Id.Name, sender.Id, $"health: {Digest(rows, raised, weeks)}",
                due.ClosesAt(last));
            var notices = raised.Select(notice =>
                notice with { FileId = origin.FileId, LaCode = sender.LaCodes is [var council] ? council : null }).ToList();
            var attempt = new CommitAttempt(store, scratch.Folder);
            if (weeks.Count > 0) await Stage(attempt,
                new SummariseWeek(feed, sender, days, await WeekFacts.Of(lake, due, SummariseWeek.With(weeks), cancel)), weeks, cancel);
            AddRows(attempt, origin, due, rows, cancel);
            NoticeRows.AddTo(attempt, notices);
            await attempt.StageTables(origin, cancel);
            var committed = Committed.WithoutFile(origin.FileId, attempt, notices);
            if (await commits.TryCommitAndPublish(manifestFile,
                manifest with
                {
                    Outbox = [.. stillOut, committed],
                    Incident = incident,
                    LastSummaryWeek = weeks.Count == 0 ? manifest.LastSummaryWeek : DayNumber.ToDate(weeks[^1])
                }, tag, cancel))
                // once more: nothing is left then, and that is recorded
                done += new CheckFeedHealthResult(rows.Count, notices.Count, weeks.Count);
        }
    }

    /// <summary>The rows to write: each day at its end, and again when its figures have settled. A row equal to the stored one is left
    /// out.</summary>
    static IEnumerable<(HealthRow Row,
        int Revision)> ToWrite(IReadOnlyList<HealthDay> days, string place, ILookup<int, (HealthRow Row, int Revision)> held)
    {
        for (var at = 0; at < days.Count; at++)
        {
            var settledAt = at + s_rules.SettledAfterDays;
            var isSettled = settledAt < days.Count;
            (HealthRow? newest, var revision) = held[days[at].Received.Day].OrderBy(one => one.Revision).LastOrDefault();
            if (newest is null || newest.Provisional && !isSettled)
            {
                var row = HealthRow.Of(days[at], place, provisional: true, Events(days, at, at));
                if (newest != row) yield return (row, ++revision);
            }
            if (!isSettled) continue;
            var settled = HealthRow.Of(days[at], place, provisional: false, Events(days, at, settledAt));
            if (newest is null or { Provisional: true } || newest != settled && days.Count - 1 - settledAt <= CorrectedWithin)
                yield return (settled, revision + 1);
        }
    }

    static List<Notice> NewNotices(IReadOnlyList<HealthDay> days, FeedHealthAlertSelector raise, ILookup<int, (HealthRow Row,
        int Revision)> held, IReadOnlySet<string> raisedIds, IReadOnlyDictionary<int, string> backlogs)
    {
        if (days.Count == 0) return [];
        var known = held.Where(day => day.Key <= days[^1].Received.Day).SelectMany(day => day).Select(one => one.Row.IncidentFrom)
            .OfType<int>().Distinct();
        return [.. raise.Notices(days, backlogs, "").Concat(raise.Withdrawn(days, known, raisedIds, ""))
            .Where(notice => !raisedIds.Contains(notice.NoticeId))];
    }

    /// <summary>The incident that is open now, and what waited in the one before: sent when that has ended, or when an update is due and
    /// no file came to send it with.</summary>
    /// <param name="singles">Counts the alerts about single records raised since a day.</param>
    (OpenIncident? Incident, Notice? Update) Follow(FeedId feed, string sender, OpenIncident? before, IReadOnlyList<HealthDay> days,
        Instant at, Func<int, int> singles)
    {
        if (days.Count == 0) return (before, null);
        var (open, judgedOn) = (days[^1].Incident is { Recovered: null } one ? one : null, DayNumber.ToDate(days[^1].Received.Day));
        var isSame = before is not null && open is not null && open.From <= DayNumber.Of(before.JudgedOn);
        var update = (Notice?)null;
        if (before is { Waiting.IsEmpty: false } && (!isSame || before.IsUpdateDue(London.DayOf(at))))
            (update, before) = IncidentUpdate.Send(before, feed, sender, null, at, keys);
        if (open is null) return (null, update);
        var since = DayNumber.ToDate(open.From);
        return (isSame ? before! with { Since = since, JudgedOn = judgedOn }
            : new OpenIncident { Since = since, JudgedOn = judgedOn, Singles = singles(open.From) }, update);
    }

    static int Events(IReadOnlyList<HealthDay> days, int at, int until)
    {
        var events = 0;
        for (var by = at; by <= until; by++)
            foreach (var (day, count) in days[by].Received.Events)
                if (day == days[at].Received.Day) events += count;
        return events;
    }

    static void AddRows(CommitAttempt attempt, ArrivalContext origin, DueDays due, List<(HealthRow Row, int Revision)> rows,
        CancellationToken cancel)
    {
        using var table = new TableWriter<FeedHealthTable>(() => new(), attempt.NewFile(".parquet"), cancel);
        foreach (var (row, revision) in rows)
        {
            row.Write(table.Row, origin, revision, due.ClosesAt(row.Provisional ? row.Day : row.Day + s_rules.SettledAfterDays));
            table.EndRow();
        }
        attempt.Add(Containers.Lake, LakeTables.FeedHealth.Name, table);
    }

    static async Task Stage(CommitAttempt attempt, SummariseWeek summarise, List<int> weeks, CancellationToken cancel)
    {
        foreach (var monday in weeks)
        {
            var week = summarise.Of(monday, cancel);
            await attempt.Stage(Containers.Receipts(week.Agency), ArrivalPath.Plain(week.Path(".txt")),
                Encoding.UTF8.GetBytes(week.ToText()), cancel);
            await attempt.Stage(Containers.Receipts(week.Agency), ArrivalPath.Plain(week.Path(".json")), week.ToJson(), cancel);
        }
    }

    static string Digest(List<(HealthRow Row, int Revision)> rows, List<Notice> notices, List<int> weeks)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (row, revision) in rows) digest.AppendData(Encoding.UTF8.GetBytes($"{revision} {row}\n"));
        foreach (var notice in notices) digest.AppendData(Encoding.UTF8.GetBytes($"{notice.NoticeId}\n"));
        foreach (var monday in weeks) digest.AppendData(Encoding.UTF8.GetBytes($"week {monday}\n"));
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    /// <summary>Since when a file of this feed and sender has waited to be processed. Files that a pause
    /// kept wait from its end.</summary>
    async Task<Dictionary<(FeedId, string), Instant>> Waiting(IAsyncEnumerable<LandingBlob> landing,
        IReadOnlyDictionary<string, SenderPauses> pauses, Instant hour, CancellationToken cancel)
    {
        var since = new Dictionary<(FeedId, string), Instant>();
        await foreach (var blob in landing.WithCancellation(cancel))
        {
            if (blob.Received is not { } at) continue;
            var (path, received) = (LandingPath.Of(blob.Agency, blob.Path), Instant.FromDateTimeOffset(at));
            var waitsFrom = pauses.TryGetValue(path.Sender, out var pause) && at >= pause.Last.Since - s_waitsAtMost.ToTimeSpan()
                && !(at >= pause.Last.ResumedAt)
                ? pause.Last.ResumedAt is { } resumed ? Instant.FromDateTimeOffset(resumed) : hour : received;
            if (waitsFrom < hour - s_waitsAtMost) continue;
            if (await commits.IsDone(path, blob.ETag, cancel)) continue;
            var place = (new FeedId(path.Agency, path.Feed), path.Sender);
            if (!since.TryGetValue(place, out var earlier) || received < earlier) since[place] = received;
        }
        return since;
    }
}
