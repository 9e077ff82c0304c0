using System.Text.Json.Serialization;
using FrontDoor.Domain.Feeds;
using FrontDoor.Storage.Objects;
using NodaTime;

namespace FrontDoor.Storage.State;

/// <summary>Until when nothing of a sender can worsen, in <c>state/overdue-checks</c>, no day of it ends, in <c>state/feed-health</c>, no alert is over,
/// in <c>state/resolved</c>, or nothing is due soon, in <c>state/due-soon</c>: with nothing committed since, the next look goes no further.
/// Lost, it costs one more.</summary>
public sealed record QuietUntil(string Manifest, DateTimeOffset Hour) : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => QuietJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;
}

/// <summary>The mark of one feed and sender.</summary>
public sealed class QuietMark(IStore store, FeedId feed, string sender, string of = QuietMark.OverdueChecks)
{
    /// <summary>Looked at once a day all the same: a contract may have changed its bands.</summary>
    static readonly Duration s_atMost = Duration.FromHours(24);

    public const string OverdueChecks = "overdue-checks", FeedHealth = "feed-health", Resolved = "resolved", DueSoon = "due-soon";

    string Path => $"{of}/{feed.Agency}/{feed.Name}/{sender}.json";

    public async Task<bool> IsQuiet(string manifest, Instant hour, CancellationToken cancel) =>
        await store.Find<QuietUntil>(Containers.State, Path, cancel) is { Document: var mark }
        && mark.Manifest == manifest && hour.ToDateTimeOffset() < mark.Hour;

    public Task Write(string manifest, Instant hour, Instant? next, CancellationToken cancel)
    {
        var until = next is { } change && change < hour + s_atMost ? change : hour + s_atMost;
        return store.Write(Containers.State, Path, StateDocuments.Bytes(new QuietUntil(manifest, until.ToDateTimeOffset())), cancel);
    }
}
