using System.Text.Json.Serialization;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Alerting;

/// <summary>Decides which alert about one record or child is sent, if the policy joins them. Joined alerts are in the lake and stay open
/// like any other, but are not sent.</summary>
public sealed class AlertGrouping(IStore store, AlertPolicy policy, Pseudonyms keys)
{
    readonly AlertStore _alerts = new(store);

    /// <summary>Returns the id of the alert that this one joins, or null if it is sent by itself. Repeated calls give the same
    /// answer.</summary>
    public async Task<string?> Of(Notice notice, CancellationToken cancel)
    {
        // an alert that was not sent needs no message about its end
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
