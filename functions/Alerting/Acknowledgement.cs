using System.Text.Json.Serialization;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Alerting;

/// <summary>The acknowledgement or closing of an alert, and its reason. Stored only in <c>restricted/alerts</c>, because both texts may
/// name people.</summary>
public sealed record Acknowledgement : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => AlertingJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;

    public required string NoticeId { get; init; }
    public required AlertAction Act { get; init; }

    /// <summary>A role, in the person's own words.</summary>
    public required string By { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The path in the container restricted.</summary>
    internal static string Path(string noticeId, AlertAction act) =>
        $"alerts/{noticeId}/{(act == AlertAction.Close ? "closed" : "acknowledged")}.json";

    public static async Task<Acknowledgement?> Find(IDocumentStore store, string noticeId, AlertAction act, CancellationToken cancel) =>
        (await store.Find<Acknowledgement>(Containers.Restricted, Path(noticeId, act), cancel))?.Document;
}

/// <summary>The actions on an alert.</summary>
public enum AlertAction
{
    /// <summary>Someone deals with it: it is escalated no further.</summary>
    Acknowledge,

    /// <summary>It is dealt with. Closing an alert that no one acknowledged also acknowledges it.</summary>
    Close,
}
