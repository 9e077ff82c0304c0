using System.Text.Json.Serialization;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Alerting;

/// <summary>Which alert goes singly of those about the same record or child, where a policy joins them. What is joined is in the lake like
/// any other, and waits like any other; only nobody is sent it.</summary>
public sealed class AlertGrouping(IStore store, AlertPolicy policy, Pseudonyms keys)
{
    readonly AlertStore _alerts = new(store);

    /// <summary>Null: it goes by itself, however often it is asked. Else the id of the alert it joins, which went before it, or
    /// will.</summary>
    public async Task<string?> Of(Notice notice, CancellationToken cancel)
    {
        // of an alert nobody was sent, nobody is told what became of it
        if (notice.About is { } about) return (await _alerts.Find(about, cancel))?.Document.JoinedTo;
        if (policy.JoinFor($"{notice.Agency}/{notice.Feed}", notice.Kind, notice.Severity, notice.LaCode) is not { } rule
            || (rule.By == GroupingRule.Child ? notice.ChildKey : notice.SubjectKey) is not { } key) return null;
        var path = $"joins/{keys.NoticeId(key, "join", rule.By)}.json";
        while (true)
        {
            var held = await store.Find<AlertGroup>(Containers.State, path, cancel);
            if (held?.Document is { } first)
            {
                if (first.NoticeId == notice.NoticeId) return null;
                var isNear = (notice.RaisedAt - first.RaisedAt).Duration() <= TimeSpan.FromHours(rule.WithinHours);
                if (isNear && notice.Severity <= first.Severity
                    && !await _alerts.Knows(AlertResolution.IdAfter(first.NoticeId, keys), cancel)) return first.NoticeId;
            }
            if (await store.TryWrite(Containers.State, path, new AlertGroup(notice.NoticeId, notice.Severity, notice.RaisedAt), held?.Tag,
                cancel)) return null;
        }
    }
}

/// <summary>The alert that others about the same join.</summary>
public sealed record AlertGroup(string NoticeId, Severity Severity, DateTimeOffset RaisedAt) : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => AlertingJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;
}
