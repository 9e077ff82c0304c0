using System.Globalization;
using FrontDoor.Domain;
using NodaTime;

namespace FrontDoor.Stages;

/// <summary>
/// An alert that nobody acknowledges climbs its policy's ladder, by the working hours of its council since it was sent. Each rung is told once, in a message of its own that names the
/// alert; one that was acknowledged or is resolved climbs no further, by the same conditional write that says so.
/// </summary>
public sealed class Escalate(IStore store, Ingest ingest, AlertPolicy policy, Pseudonyms keys, IngestOptions options)
{
    public const string Kind = "escalated";

    /// <summary>What is sent so long after it was raised is history that was taken in: nobody was to act on it then.</summary>
    static readonly TimeSpan s_history = TimeSpan.FromDays(7);

    readonly RaisedAlerts _raised = new(store);
    readonly Outbox _outbox = new(store);
    readonly NoticesAlone _alone = new(store, ingest, keys, options);

    /// <summary>Can be run any number of times, beside anything else, and be killed at any instant. Returns how many rungs were told.</summary>
    public async Task<int> Run(DateTimeOffset now, CancellationToken cancel)
    {
        var reached = new List<Notice>();
        await foreach (var alert in _raised.OnLadder(cancel)) reached.AddRange(await Reached(alert, now, cancel));
        var (told, apart) = (0, new Apart());
        foreach (var place in reached.GroupBy(notice => (notice.Agency, notice.Feed, notice.Sender)))
            await apart.Do(async () => told += await Tell(place.Key, [.. place], cancel));
        apart.End();
        return told;
    }

    /// <summary>What is to be told of it now; what can climb no further steps off.</summary>
    async Task<List<Notice>> Reached(Notice alert, DateTimeOffset now, CancellationToken cancel)
    {
        var rungs = policy.LadderFor($"{alert.Agency}/{alert.Feed}", alert.Kind, alert.Severity, alert.LaCode);
        var sent = rungs.Count == 0 ? null : await _outbox.SentAt(alert.NoticeId, cancel);
        if (rungs.Count > 0 && sent is null) return []; // nobody could have acknowledged it yet
        var from = sent > alert.RaisedAt ? sent.Value : alert.RaisedAt;
        List<Notice> passed = rungs.Count == 0 || from - alert.RaisedAt > s_history ? []
            : [.. rungs.Select(rung => Of(alert, rung.WorkingHours, rung.To, from)).TakeWhile(notice => notice.RaisedAt <= now)];
        if (passed.Count == 0 && rungs.Count > 0 && from - alert.RaisedAt <= s_history) return []; // the first is still to come

        var untold = new List<Notice>();
        foreach (var notice in passed)
            if (!await _outbox.Knows(notice.NoticeId, cancel)) untold.Add(notice);
        if (untold.Count > 0 && !await IsAttended(alert, cancel)) return untold;
        if (untold.Count > 0 || passed.Count == rungs.Count || from - alert.RaisedAt > s_history) await _raised.StepOff(alert, cancel);
        return [];
    }

    async Task<int> Tell((string Agency, string Feed, string Sender) place, List<Notice> reached, CancellationToken cancel)
    {
        var manifestFile = new ManifestFile(store, place.Agency, place.Feed, place.Sender);
        var told = 0;
        while (true)
        {
            var (manifest, tag) = await manifestFile.Read(cancel);
            var stillOut = await ingest.FinishUnseen(manifest, cancel); // what is committed must be seen before it is decided about
            var left = new List<Notice>();
            foreach (var notice in reached)
                if (!await _outbox.Knows(notice.NoticeId, cancel) && await _raised.Find(notice.About!, cancel) is { } alert && !await IsAttended(alert, cancel)) left.Add(notice);
            if (left.Count == 0) return told;
            var moment = Instant.FromDateTimeOffset(left.Max(notice => notice.RaisedAt));
            if (await _alone.TryCommit(manifestFile, manifest with { Outbox = stillOut }, tag, Kind, left.Select(notice => notice.NoticeId), left, moment, cancel)) told += left.Count;
        }
    }

    /// <summary>Or it joined another, and climbs with that: whoever joined it may have been killed before it stepped off.</summary>
    async Task<bool> IsAttended(Notice alert, CancellationToken cancel) =>
        await Attended.Find(store, alert.NoticeId, Act.Acknowledge, cancel) is not null || await _outbox.Knows(Resolution.IdOf(alert, keys), cancel)
        || await _outbox.JoinedTo(alert.NoticeId, cancel) is not null;

    Notice Of(Notice alert, int workingHours, IReadOnlyList<string> to, DateTimeOffset from) => alert with
    {
        NoticeId = keys.NoticeId(alert.NoticeId, Kind, workingHours.ToString(CultureInfo.InvariantCulture)),
        Kind = Kind,
        About = alert.NoticeId,
        To = to,
        RaisedAt = WorkingTime.Of(alert.LaCode).After(workingHours, Instant.FromDateTimeOffset(from)).ToDateTimeOffset(),
        Text = string.Create(CultureInfo.InvariantCulture, $"Nobody has acknowledged it for {workingHours} working hour{(workingHours == 1 ? "" : "s")}: {Resolution.Named(alert)} waits. Its id is {alert.NoticeId}."),
    };
}
