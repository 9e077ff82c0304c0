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

/// <summary>Somebody acknowledges an alert, or closes it: who and why in restricted, how long it took in the lake, and what is resolved
/// told, by one conditional write of the manifest.</summary>
public sealed class AcknowledgeAlerts(IStore store, ArrivalCommits commits, Pseudonyms keys, PipelineOptions options)
{
    readonly AlertStore _alerts = new(store);

    /// <summary>Can be run any number of times, beside files and timers, and be killed at any instant: the first to acknowledge or close an
    /// alert holds, and for those that joined it too.</summary>
    public async Task<AcknowledgeAlertResult> Run(string noticeId, AlertAction act, string by, string reason, DateTimeOffset now,
        CancellationToken cancel)
    {
        var result = await One(noticeId, act, by, reason, now, cancel);
        var done = result switch
        {
            AcknowledgeAlertResult.Now made => made.Done,
            AcknowledgeAlertResult.Before before => before.First,
            AcknowledgeAlertResult.Resolved resolved => resolved.Closed, // over by itself, it says nothing of others
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
            var stillOut = await commits.FinishUnseen(manifest, cancel); // what is committed must be seen before it is decided about
            var acknowledged = await Acknowledgement.Find(store, noticeId, AlertAction.Acknowledge, cancel);
            // whoever did may have been killed before this
            if (acknowledged is not null) await _alerts.MarkAcknowledged(noticeId, acknowledged.At, cancel);
            if (await _alerts.Knows(AlertResolution.IdOf(alert, keys), cancel))
                return new AcknowledgeAlertResult.Resolved(alert, acknowledged,
                    await Acknowledgement.Find(store, noticeId, AlertAction.Close, cancel));
            if (act == AlertAction.Acknowledge && acknowledged is not null) return new AcknowledgeAlertResult.Before(alert, acknowledged);

            var done = new Acknowledgement { NoticeId = noticeId, Act = act, By = by, Reason = reason, At = now };
            // a file was committed meanwhile
            if (!await TryCommit(manifestFile, manifest with { Outbox = stillOut }, tag, alert, done, acknowledged is null, cancel))
                continue;
            await _alerts.MarkAcknowledged(noticeId, now, cancel);
            return new AcknowledgeAlertResult.Now(alert, done);
        }
    }

    /// <summary>How long an alert waited, from the whole hour it was raised in, as the lake has it: no receipt's minute can be worked back
    /// from it, and nobody appears quicker than they were.</summary>
    public static (double Hours, double WorkingHours) Waited(Notice alert, DateTimeOffset until)
    {
        var (from, to) = (ArrivalContext.LastWholeHour(alert.RaisedAt), Instant.FromDateTimeOffset(until));
        return (Math.Round(Math.Max(0, (to - from).TotalHours), 1), Math.Round(WorkingTime.Of(alert.LaCode).Hours(from, to), 1));
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
        return await commits.TryCommit(manifestFile,
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

/// <summary>What came of it.</summary>
public abstract record AcknowledgeAlertResult
{
    AcknowledgeAlertResult()
    {
    }

    /// <summary>It is on record.</summary>
    public sealed record Now(Notice Alert, Acknowledgement Done) : AcknowledgeAlertResult;

    /// <summary>Somebody had acknowledged it: that holds.</summary>
    public sealed record Before(Notice Alert, Acknowledgement First) : AcknowledgeAlertResult;

    /// <summary>It was over: somebody had closed it, or what it told of had ended.</summary>
    public sealed record Resolved(Notice Alert, Acknowledgement? Acknowledged, Acknowledgement? Closed) : AcknowledgeAlertResult;

    /// <summary>No alert that waits for anybody has that id.</summary>
    public sealed record Unknown : AcknowledgeAlertResult;
}
