using System.Text.Json;
using FrontDoor.Domain;

namespace FrontDoor.Stages;

/// <summary>Which alert goes singly of those about the same record or child, where a policy joins them. What is joined is in the lake like any other, and waits like any other; only nobody is sent it.</summary>
public sealed class Joins(IStore store, AlertPolicy policy, Pseudonyms keys)
{
    readonly Outbox _outbox = new(store);

    /// <summary>Null: it goes by itself, however often it is asked. Else the id of the alert it joins, which went before it, or will.</summary>
    public async Task<string?> Of(Notice notice, CancellationToken cancel)
    {
        if (notice.About is { } about) return await _outbox.JoinedTo(about, cancel); // of an alert nobody was sent, nobody is told what became of it
        if (policy.JoinFor($"{notice.Agency}/{notice.Feed}", notice.Kind, notice.Severity, notice.LaCode) is not { } rule
            || (rule.By == AlertJoin.Child ? notice.ChildKey : notice.SubjectKey) is not { } key) return null;
        var path = $"joins/{keys.NoticeId(key, "join", rule.By)}.json";
        while (true)
        {
            var held = await store.Read(Containers.State, path, cancel);
            if (held is not null && JsonSerializer.Deserialize(held.Content.Span, Json.Default.JoinedBy) is { } first)
            {
                if (first.NoticeId == notice.NoticeId) return null;
                var isNear = (notice.RaisedAt - first.RaisedAt).Duration() <= TimeSpan.FromHours(rule.WithinHours);
                if (isNear && RoundUps.Rank(notice.Severity) <= RoundUps.Rank(first.Severity) && !await _outbox.Knows(Resolution.IdAfter(first.NoticeId, keys), cancel)) return first.NoticeId;
            }
            var own = JsonSerializer.SerializeToUtf8Bytes(new JoinedBy(notice.NoticeId, notice.Severity, notice.RaisedAt), Json.Default.JoinedBy);
            if (await store.TryWrite(Containers.State, path, own, held?.Tag, cancel)) return null;
        }
    }
}

/// <summary>The alert that others about the same join.</summary>
public sealed record JoinedBy(string NoticeId, string Severity, DateTimeOffset RaisedAt);
