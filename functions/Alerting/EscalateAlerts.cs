using System.Globalization;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using NodaTime;

namespace FrontDoor.Alerting;

/// <summary>
/// An alert that nobody acknowledges climbs its policy's ladder, by the working hours of its council since it was sent. Each rung is told
/// once, in a message of its own that names the
/// alert; one that was acknowledged or is resolved climbs no further, by the same conditional write that says so.
/// </summary>
public sealed class EscalateAlerts(IStore store, ArrivalCommits commits, AlertPolicy policy, Pseudonyms keys, PipelineOptions options)
{
    /// <summary>What is sent so long after it was raised is history that was taken in: nobody was to act on it then.</summary>
    static readonly TimeSpan s_history = TimeSpan.FromDays(7);

    readonly AlertStore _alerts = new(store);
    readonly NoticesCommit _alone = new(store, commits, keys, options);

    /// <summary>Can be run any number of times, beside anything else, and be killed at any instant. Returns how many rungs were
    /// told.</summary>
    public async Task<int> Run(DateTimeOffset now, CancellationToken cancel)
    {
        var reached = new List<Notice>();
        await foreach (var alert in _alerts.Unacknowledged(cancel)) reached.AddRange(await Reached(alert, now, cancel));
        var (told, apart) = (0, new IndependentSteps());
        foreach (var place in reached.GroupBy(notice => (notice.Agency, notice.Feed, notice.Sender)))
            await apart.Do(async () => told += await Tell(place.Key, [.. place], cancel));
        apart.End();
        return told;
    }

    /// <summary>What is to be told of it now; what can climb no further is marked so.</summary>
    async Task<List<Notice>> Reached(StoredAlert stored, DateTimeOffset now, CancellationToken cancel)
    {
        var alert = stored.Notice;
        var rungs = policy.LadderFor($"{alert.Agency}/{alert.Feed}", alert.Kind, alert.Severity, alert.LaCode);
        var from = stored.SentAt > alert.RaisedAt ? stored.SentAt.Value : alert.RaisedAt; // nobody could have acknowledged it before
        List<Notice> passed = rungs.Count == 0 || from - alert.RaisedAt > s_history ? []
            : [.. rungs.Select(rung => Of(alert, rung.WorkingHours, rung.To, from)).TakeWhile(notice => notice.RaisedAt <= now)];
        if (passed.Count == 0 && rungs.Count > 0 && from - alert.RaisedAt <= s_history) return []; // the first is still to come

        var untold = passed.Where(notice => !stored.Escalations.Contains(notice.NoticeId)).ToList();
        if (untold.Count > 0 && !await IsOver(alert, cancel)) return untold;
        if (untold.Count == 0 && (passed.Count == rungs.Count || from - alert.RaisedAt > s_history))
            await _alerts.MarkAtTop(alert.NoticeId, cancel);
        return [];
    }

    async Task<int> Tell((string Agency, string Feed, string Sender) place, List<Notice> reached, CancellationToken cancel)
    {
        var manifestFile = new ManifestFile(store, place.Agency, place.Feed, place.Sender);
        var told = 0;
        while (true)
        {
            var (manifest, tag) = await manifestFile.Read(cancel);
            var stillOut = await commits.FinishUnseen(manifest, cancel); // what is committed must be seen before it is decided about
            var left = new List<Notice>();
            foreach (var notice in reached)
                if (!await _alerts.Knows(notice.NoticeId, cancel) && await _alerts.FindRaised(notice.About!, cancel) is { } alert
                    && !await IsOver(alert, cancel)) left.Add(notice);
            if (left.Count == 0) return told;
            var moment = Instant.FromDateTimeOffset(left.Max(notice => notice.RaisedAt));
            if (await _alone.TryCommit(manifestFile, manifest with { Outbox = stillOut }, tag, AlertKind.Escalated.Word(),
                left.Select(notice => notice.NoticeId), left, moment, cancel)) told += left.Count;
        }
    }

    /// <summary>Somebody acknowledged it, or it is resolved; noted on it here where whoever did so was killed before.</summary>
    async Task<bool> IsOver(Notice alert, CancellationToken cancel)
    {
        if (await Acknowledgement.Find(store, alert.NoticeId, AlertAction.Acknowledge, cancel) is { } acknowledged)
        {
            await _alerts.MarkAcknowledged(alert.NoticeId, acknowledged.At, cancel);
            return true;
        }
        if (await _alerts.Find(AlertResolution.IdOf(alert, keys), cancel) is not { Document.Notice: var resolved }) return false;
        await _alerts.MarkResolved(alert.NoticeId, resolved.RaisedAt, cancel);
        return true;
    }

    Notice Of(Notice alert, int workingHours, IReadOnlyList<string> to, DateTimeOffset from) => alert with
    {
        NoticeId = keys.NoticeId(alert.NoticeId, AlertKind.Escalated.Word(), workingHours.ToString(CultureInfo.InvariantCulture)),
        Kind = AlertKind.Escalated,
        About = alert.NoticeId,
        To = to,
        RaisedAt = WorkingTime.Of(alert.LaCode).After(workingHours, Instant.FromDateTimeOffset(from)).ToDateTimeOffset(),
        Text = string.Create(CultureInfo.InvariantCulture, $"No one has acknowledged it for {workingHours} working "
        + $"hour{(workingHours == 1 ? "" : "s")}: {AlertResolution.Named(alert)} is open. To act: ./pipeline alerts ack {alert.NoticeId}"),
    };
}
