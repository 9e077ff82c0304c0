using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Queries;
using FrontDoor.Storage.State;
using NodaTime;

namespace FrontDoor.Monitoring.Overdue;

/// <summary>Raises one alert before a clock runs out, if its contract asks for it, while there is time to act.</summary>
public sealed class WarnDueSoon(IStore store, ArrivalCommits commits, Contracts contracts, Pseudonyms keys, PipelineOptions options)
{
    readonly AlertStore _alerts = new(store);
    readonly NoticesCommit _alone = new(store, commits, keys, options);

    /// <summary>Can run any number of times, in parallel with files and other runs, and be killed at any moment. Returns how many alerts
    /// were raised.</summary>
    public async Task<int> Run(DateTimeOffset now, CancellationToken cancel)
    {
        var (hour, raised, steps) = (ArrivalContext.LastWholeHour(now), 0, new IndependentSteps());
        foreach (var (id, sender) in await ManifestFile.All(store, cancel))
            if (contracts.Find(id) is { } feed && feed.Clocks.Any(clock => clock.WarnBeforeHours > 0))
                await steps.Do(async () =>
                    raised += await _alone.CommitAll(id, sender, AlertKind.DueSoon.Word(), hour,
                        () => Due(feed, sender, hour, cancel), cancel));
        steps.End();
        return raised;
    }

    /// <summary>The clocks that are due soon and have no alert yet, and when the next will be.</summary>
    async Task<(IReadOnlyList<Notice> Due, Instant? Next)> Due(Feed feed, string sender, Instant hour, CancellationToken cancel)
    {
        using var scratch = Scratch.Open(options.Scratch);
        using var engine = new Engine(new EngineOptions(scratch.Folder, options.EngineMemoryMb));
        var (due, next) = (new List<Notice>(), (Instant?)null);
        foreach (var row in (await CurrentRecords.Fetch(store, feed, engine, scratch.Folder, cancel)).Running(sender, cancel))
        {
            if (row.Running.Clock is not { Alerts: true, WarnBeforeHours: > 0 and var before }) continue;
            var from = row.Running.OverdueFrom - Duration.FromHours(before);
            if (hour < from && (next is null || from < next)) next = from;
            if (hour >= from && hour < row.Running.OverdueFrom && Notice(feed.Id, sender, row, hour) is var notice
                && !await _alerts.Knows(notice.NoticeId, cancel)) due.Add(notice);
        }
        return (due, next);
    }

    Notice Notice(FeedId feed, string sender, RunningRow row, Instant hour) => new()
    {
        NoticeId = keys.NoticeId(row.Key, AlertKind.DueSoon.Word(), $"{row.Clock} {row.Running.OverdueFrom.ToUnixTimeSeconds()}"),
        Kind = AlertKind.DueSoon,
        Agency = feed.Agency,
        Feed = feed.Name,
        Sender = sender,
        LaCode = row.LaCode,
        Severity = Severity.None,
        SubjectKey = row.Key,
        Clock = row.Clock,
        ChildKey = row.ChildKey,
        RaisedAt = hour.ToDateTimeOffset(),
        Count = 1,
        Text = $"Due soon: {feed} record from {sender}: the clock {row.Clock} runs out "
        + $"{PeopleText.Moment(row.Running.OverdueFrom.ToDateTimeOffset())}, and nothing has stopped it. {AlertText.SeeRecord(row.Key)}",
        FileId = "",
    };
}
