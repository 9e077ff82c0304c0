using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;
using FrontDoor.Lake.Writing;
using FrontDoor.Storage;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;
using NodaTime;

namespace FrontDoor.Alerting;

/// <summary>Acknowledges or closes an alert by one conditional write of the manifest: who and why in restricted, how long it took in the
/// lake, and the notice of a closed alert.</summary>
public sealed class AcknowledgeAlerts(IStore store, ArrivalCommits commits, Pseudonyms keys, PipelineOptions options)
{
    readonly AlertStore _alerts = new(store);

    /// <summary>Can run any number of times, in parallel with files and timers, and be killed at any moment. The first person to
    /// acknowledge or close an alert counts, also for the alerts that joined it.</summary>
    public async Task<AcknowledgeAlertResult> Run(string noticeId, AlertAction act, string by, string reason, DateTimeOffset now,
        CancellationToken cancel)
    {
        var result = await One(noticeId, act, by, reason, now, cancel);
        var done = result switch
        {
            AcknowledgeAlertResult.Now made => made.Done,
            AcknowledgeAlertResult.Before before => before.First,
            AcknowledgeAlertResult.Resolved resolved => resolved.Closed, // if it ended by itself, that says nothing about the others
            _ => null,
        };
        if (done is null) return result;
        foreach (var joined in (await _alerts.Find(noticeId, cancel))?.Document.Joined ?? [])
            await One(joined, done.Act, done.By, done.Reason, done.At, cancel);
        return result;
    }

    async Task<AcknowledgeAlertResult> One(string noticeId, AlertAction act, string by, string reason, DateTimeOffset now,
        CancellationToken cancel)
    {
        if (await _alerts.FindRaised(noticeId, cancel) is not { } alert) return new AcknowledgeAlertResult.Unknown();
        var manifestFile = new ManifestFile(store, alert.Agency, alert.Feed, alert.Sender);
        while (true)
        {
            var (manifest, tag) = await manifestFile.Read(cancel);
            var stillOut = await commits.FinishUnseen(manifest, cancel); // committed work must be visible before an alert is acknowledged
            var acknowledged = await Acknowledgement.Find(store, noticeId, AlertAction.Acknowledge, cancel);
            // the process that acknowledged it may have been killed before this
            if (acknowledged is not null) await _alerts.MarkAcknowledged(noticeId, acknowledged.At, cancel);
            if (await _alerts.Knows(AlertResolution.IdOf(alert, keys), cancel))
                return new AcknowledgeAlertResult.Resolved(alert, acknowledged,
                    await Acknowledgement.Find(store, noticeId, AlertAction.Close, cancel));
            if (act == AlertAction.Acknowledge && acknowledged is not null) return new AcknowledgeAlertResult.Before(alert, acknowledged);

            var done = new Acknowledgement { NoticeId = noticeId, Act = act, By = by, Reason = reason, At = now };
            // if false, a file was committed in the meantime
            if (!await TryCommit(manifestFile, manifest with { Outbox = stillOut }, tag, alert, done, acknowledged is null, cancel))
                continue;
            await _alerts.MarkAcknowledged(noticeId, now, cancel);
            return new AcknowledgeAlertResult.Now(alert, done);
        }
    }

    /// <summary>How long an alert waited, from the whole hour in which it was raised, as in the lake: no receipt's minute can be worked
    /// out from it, and no one appears faster than they were.</summary>
    public static (double Hours, double WorkingHours) Waited(Notice alert, DateTimeOffset until)
    {
        var (from, to) = (ArrivalContext.LastWholeHour(alert.RaisedAt), Instant.FromDateTimeOffset(until));
        return (HoursRounding.Up(Math.Max(0, (to - from).TotalHours)), HoursRounding.Up(WorkingTime.Of(alert.LaCode).Hours(from, to)));
    }

    async Task<bool> TryCommit(ManifestFile manifestFile, Manifest manifest, string? tag, Notice alert, Acknowledgement done, bool isFirst,
        CancellationToken cancel)
    {
        using var scratch = Scratch.Open(options.Scratch);
        var attempt = new CommitAttempt(store, scratch.Folder);
        var origin = ArrivalContext.WithoutFile(keys, alert.Agency, alert.Feed, alert.Sender, $"{done.Act} {alert.NoticeId}",
            Instant.FromDateTimeOffset(done.At));
        List<Notice> notices = done.Act == AlertAction.Close
            ? [AlertResolution.Of(alert, origin.FileId, done.At,
            keys) with { Text = $"Closed: {AlertResolution.Named(alert)} was closed by those who dealt with it." }] : [];
        if (isFirst)
        {
            await Stage(attempt, done with { Act = AlertAction.Acknowledge }, cancel);
            AddRow(attempt, origin, alert, done.At, cancel);
        }
        if (done.Act == AlertAction.Close) await Stage(attempt, done, cancel);
        NoticeRows.AddTo(attempt, notices);
        await attempt.StageTables(origin, cancel);
        return await commits.TryCommitAndPublish(manifestFile,
            manifest with { Outbox = [.. manifest.Outbox, Committed.WithoutFile(origin.FileId, attempt, notices)] }, tag, cancel);
    }

    static Task Stage(CommitAttempt attempt, Acknowledgement done, CancellationToken cancel) =>
        attempt.Stage(Containers.Restricted, ArrivalPath.Plain(Acknowledgement.Path(done.NoticeId, done.Act)), StateDocuments.Bytes(done),
        cancel);

    static void AddRow(CommitAttempt attempt, ArrivalContext origin, Notice alert, DateTimeOffset at, CancellationToken cancel)
    {
        using var table = new TableWriter<AcknowledgementsTable>(() => new(), attempt.NewFile(".parquet"), cancel);
        var ((hours, workingHours), row) = (Waited(alert, at), table.Row);
        row.NoticeId.Set(alert.NoticeId);
        row.Agency.Set(origin.Agency);
        row.Feed.Set(origin.Feed);
        row.Sender.Set(origin.Sender);
        row.LaCode.Set(alert.LaCode);
        row.Kind.Set(alert.Kind.Word());
        row.Severity.Set(alert.Severity.Word());
        row.RaisedAt.SetMicroseconds(ArrivalContext.Microseconds(ArrivalContext.LastWholeHour(alert.RaisedAt)));
        row.AcknowledgedAt.SetMicroseconds(ArrivalContext.Microseconds(ArrivalContext.LastWholeHour(at)));
        row.AfterHours.Set(hours);
        row.AfterWorkingHours.Set(workingHours);
        table.EndRow();
        attempt.Add(Containers.Lake, LakeTables.Acknowledgements.Name, table);
    }
}

/// <summary>The result of acknowledging or closing an alert.</summary>
public abstract record AcknowledgeAlertResult
{
    AcknowledgeAlertResult()
    {
    }

    /// <summary>It is recorded.</summary>
    public sealed record Now(Notice Alert, Acknowledgement Done) : AcknowledgeAlertResult;

    /// <summary>Someone had acknowledged it before; that counts.</summary>
    public sealed record Before(Notice Alert, Acknowledgement First) : AcknowledgeAlertResult;

    /// <summary>It was resolved: someone had closed it, or its reason had ended.</summary>
    public sealed record Resolved(Notice Alert, Acknowledgement? Acknowledged, Acknowledgement? Closed) : AcknowledgeAlertResult;

    /// <summary>No alert that can be acknowledged has that id.</summary>
    public sealed record Unknown : AcknowledgeAlertResult;
}
