using System.Globalization;
using System.Text.Json.Serialization;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;
using NodaTime;

namespace FrontDoor.Alerting;

/// <summary>Combines alerts into digests at the times of the policy. A digest is stored once, before any of its alerts counts as sent, so
/// after a kill no alert is in two digests or in none.</summary>
/// <remarks>Run it from one timer: two runs at once could both take the same alerts.</remarks>
public sealed class AlertDigests(IStore store, AlertPolicy policy, Pseudonyms keys)
{
    readonly AlertStore _alerts = new(store);

    /// <summary>The rule for an alert. A digest or an escalation is sent at once, to the routes it names.</summary>
    public AlertRule RuleFor(Notice notice) =>
        AlertKinds.Of(notice.Kind).IsMadeByPolicy ? AlertRule.AtOnce with { To = notice.To ?? [] }
        : policy.RuleFor($"{notice.Agency}/{notice.Feed}", notice.Kind, notice.Severity, notice.LaCode);

    /// <summary>Makes digests of the alerts that are due, and returns the ids to be sent: the digests, and the alerts that go in
    /// none.</summary>
    public async Task<IReadOnlyList<string>> Make(IReadOnlyList<string> waiting, DateTimeOffset now, CancellationToken cancel)
    {
        var made = await Finish([], now, cancel);
        if (!policy.Rules.Concat(policy.Councils.Values.SelectMany(council => council.Rules ?? [])).Any(rule => rule.GoesInDigest))
            return [.. waiting, .. made];
        var (due, others, found) = (new List<(Notice Notice, IReadOnlyList<string> To, Instant At)>(), new List<string>(),
            new Dictionary<string, StoredDocument<StoredAlert>>());
        foreach (var id in waiting)
        {
            if (await _alerts.FindWaiting(id, cancel) is not { } held) continue;
            var notice = (found[id] = held).Document.Notice;
            if (RuleFor(notice) is not { GoesInDigest: true } rule) others.Add(id);
            else if (rule.DueAt(Instant.FromDateTimeOffset(notice.RaisedAt), Instant.FromDateTimeOffset(now)).ToDateTimeOffset() <= now)
                due.Add((notice, rule.To, rule.NextDigest(Instant.FromDateTimeOffset(notice.RaisedAt))));
        }
        foreach (var feed in due.GroupBy(one => (one.Notice.Agency, one.Notice.Feed, To: string.Join(',', one.To)))
            .OrderBy(feed => feed.Key.ToString(), StringComparer.Ordinal))
        {
            var members = feed.Select(one => one.Notice).OrderBy(notice => notice.NoticeId, StringComparer.Ordinal).ToList();
            var digest = new AlertDigest(
                Of(members, feed.Max(one => one.At)) with { To = feed.Key.To.Length > 0 ? feed.Key.To.Split(',') : null },
                    [.. members.Select(notice => notice.NoticeId)]);
            await store.TryWrite(Containers.State, PathOf(digest.Notice.NoticeId), digest, null, cancel);
        }
        return [.. others, .. made, .. await Finish(found, now, cancel)];
    }

    /// <summary>Adds each stored digest to the outbox, and marks its alerts as sent.</summary>
    /// <param name="read">Alerts in the digests that were read already.</param>
    async Task<List<string>> Finish(Dictionary<string, StoredDocument<StoredAlert>> read, DateTimeOffset now, CancellationToken cancel)
    {
        var found = new List<string>();
        await foreach (var item in store.List(Containers.State, "digests/", cancel)) found.Add(item.Path);
        var ids = new List<string>();
        foreach (var path in found)
        {
            if (await store.Find<AlertDigest>(Containers.State, path, cancel) is not { Document: var digest }) continue;
            await _alerts.Add(digest.Notice, cancel);
            foreach (var member in digest.Members)
                await _alerts.MarkInDigest(member, read.GetValueOrDefault(member), digest.Notice.NoticeId, now, cancel);
            await store.Delete(Containers.State, path, cancel);
            ids.Add(digest.Notice.NoticeId);
        }
        return ids;
    }

    Notice Of(List<Notice> members, Instant at)
    {
        var first = members[0];
        var worst = members.MaxBy(notice => notice.Severity)!;
        var kinds = members.GroupBy(notice => notice.Kind.Word()).OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => $"{kind.Count()} {kind.Key}");
        var hours = members.Max(notice => notice.WorstHours);
        var council = new OneCouncil();
        foreach (var member in members) council.Add(member.LaCode);
        var worstCase = hours is { } longest ? $", the worst after {PeopleText.Hours(longest)}" : "";
        var id = keys.NoticeId(string.Join(' ', members.Select(notice => notice.NoticeId)), AlertKind.Digest.Word(), at.ToString());
        return new Notice
        {
            NoticeId = id,
            Kind = AlertKind.Digest,
            Agency = first.Agency,
            Feed = first.Feed,
            LaCode = council.Code,
            Sender = members.All(notice => notice.Sender == first.Sender) ? first.Sender : "several",
            Severity = worst.Severity,
            RaisedAt = at.ToDateTimeOffset(),
            WorstHours = hours,
            Count = members.Sum(notice => notice.Count),
            Text = $"Digest of {first.Agency}/{first.Feed}: {members.Count} alerts ({string.Join(", ", kinds)}){worstCase}. Each is in the "
            + $"notices table; the worst severity is {worst.Severity.Word()}.",
            FileId = id,
        };
    }

    static string PathOf(string id) => $"digests/{id}.json";
}

/// <summary>A digest and the ids of its alerts.</summary>
public sealed record AlertDigest(Notice Notice, IReadOnlyList<string> Members) : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => AlertingJson.Default;

    public static int Newest => 2;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;
}
