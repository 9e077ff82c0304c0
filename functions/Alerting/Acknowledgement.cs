using System.Text.Json.Serialization;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Alerting;

/// <summary>What somebody did about an alert, and why; lies in <c>restricted/alerts</c> alone, for the reason, and who it was, may name
/// people.</summary>
public sealed record Acknowledgement : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => AlertingJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;

    public required string NoticeId { get; init; }
    public required AlertAction Act { get; init; }

    /// <summary>A role, in their own word.</summary>
    public required string By { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Where one lies in the container restricted.</summary>
    internal static string Path(string noticeId, AlertAction act) =>
        $"alerts/{noticeId}/{(act == AlertAction.Close ? "closed" : "acknowledged")}.json";

    internal static async Task<Acknowledgement?> Find(IStore store, string noticeId, AlertAction act, CancellationToken cancel) =>
        (await store.Find<Acknowledgement>(Containers.Restricted, Path(noticeId, act), cancel))?.Document;
}

/// <summary>What can be done about an alert.</summary>
public enum AlertAction
{
    /// <summary>Somebody has seen it and deals with it: it climbs no further.</summary>
    Acknowledge,

    /// <summary>It is dealt with; closing what nobody acknowledged acknowledges it too.</summary>
    Close,
}
