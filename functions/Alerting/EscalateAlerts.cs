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

/// <summary>Escalates alerts that no one has acknowledged, by their policy's ladder and the working hours of their council since they
/// were sent. Each rung sends one message that names the alert. The same conditional write ends the escalation of an alert that was
/// acknowledged or resolved.</summary>
public sealed class EscalateAlerts(IStore store, ArrivalCommits commits, AlertPolicy policy, Pseudonyms keys, PipelineOptions options)
{
    /// <summary>What is sent so long after it was raised is history that was taken in: nobody was to act on it then.</summary>
    static readonly TimeSpan s_history = TimeSpan.FromDays(7);

    readonly AlertStore _alerts = new(store);
    readonly NoticesCommit _alone = new(store, commits, keys, options);

    /// <summary>From when an alert waits for someone: when it was sent. No one could have acknowledged it before.</summary>
    public static DateTimeOffset WaitsFrom(StoredAlert stored) =>
        stored.SentAt > stored.Notice.RaisedAt ? stored.SentAt.Value : stored.Notice.RaisedAt;

    /// <summary>Whether it was sent so long after it was raised that it is never escalated.</summary>
    public static bool IsHistory(StoredAlert stored) => WaitsFrom(stored) - stored.Notice.RaisedAt > s_history;

    /// <summary>Can run any number of times, in parallel with anything else, and be killed at any moment. Returns how many messages were
    /// sent.</summary>
    public async Task<int> Run(DateTimeOffset now, CancellationToken cancel)
    {
        var reached = new List<Notice>();
        await foreach (var alert in _alerts.Unacknowledged(cancel)) reached.AddRange(await Reached(alert, now, cancel));
        var (sent, steps) = (0, new IndependentSteps());
        foreach (var place in reached.GroupBy(notice => (notice.Agency, notice.Feed, notice.Sender)))
            await steps.Do(async () => sent += await Send(place.Key, [.. place], cancel));
        steps.End();
        return sent;
    }

    /// <summary>The messages that are due for an alert now. Marks an alert that has no further rung.</summary>
    async Task<List<Notice>> Reached(StoredAlert stored, DateTimeOffset now, CancellationToken cancel)
    {
        var alert = stored.Notice;
        var rungs = policy.LadderFor($"{alert.Agency}/{alert.Feed}", alert.Kind, alert.Severity, alert.LaCode);
        var (from, isHistory) = (WaitsFrom(stored), IsHistory(stored));
        List<Notice> passed = rungs.Count == 0 || isHistory ? []
            : [.. rungs.Select(rung => Of(alert, rung.WorkingHours, rung.To, from)).TakeWhile(notice => notice.RaisedAt <= now)];
        if (passed.Count == 0 && rungs.Count > 0 && !isHistory) return []; // the first rung is still to come

        var unsent = passed.Where(notice => !stored.Escalations.Contains(notice.NoticeId)).ToList();
        if (unsent.Count > 0 && !await IsOver(alert, cancel)) return unsent;
        if (unsent.Count == 0 && (passed.Count == rungs.Count || isHistory))
            await _alerts.MarkAtTop(alert.NoticeId, cancel);
        return [];
    }

    async Task<int> Send((string Agency, string Feed, string Sender) place, List<Notice> reached, CancellationToken cancel)
    {
        var manifestFile = new ManifestFile(store, place.Agency, place.Feed, place.Sender);
        var sent = 0;
        while (true)
        {
            var (manifest, tag) = await manifestFile.Read(cancel);
            var stillOut = await commits.FinishUnseen(manifest, cancel); // committed work must be visible before an alert is escalated
            var left = new List<Notice>();
            foreach (var notice in reached)
                if (!await _alerts.Knows(notice.NoticeId, cancel) && await _alerts.FindRaised(notice.About!, cancel) is { } alert
                    && !await IsOver(alert, cancel)) left.Add(notice);
            if (left.Count == 0) return sent;
            var moment = Instant.FromDateTimeOffset(left.Max(notice => notice.RaisedAt));
            if (await _alone.TryCommit(manifestFile, manifest with { Outbox = stillOut }, tag, AlertKind.Escalated.Word(),
                left.Select(notice => notice.NoticeId), left, moment, cancel)) sent += left.Count;
        }
    }

    /// <summary>Whether an alert was acknowledged or resolved. Records that in its document, in case the process that did it was killed
    /// before.</summary>
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
        + $"hour{(workingHours == 1 ? "" : "s")}: {AlertResolution.Named(alert)} is open. To act: "
        + $"./pipeline alerts ack {alert.NoticeId} --by ROLE --reason \"...\""),
    };
}
