using System.Text.Json.Serialization;
using FrontDoor.Domain.Feeds;
using FrontDoor.Storage.Objects;
using NodaTime;

namespace FrontDoor.Storage.State;

/// <summary>The hour until which a check of one feed and sender has nothing to find if nothing is committed: no clock worsens
/// (<c>state/overdue-checks</c>), no day ends (<c>state/feed-health</c>), no alert ends (<c>state/resolved</c>), nothing is due soon
/// (<c>state/due-soon</c>). If the mark is lost, the next run checks once more.</summary>
public sealed record QuietUntil(string Manifest, DateTimeOffset Hour) : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => QuietJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;
}

/// <summary>Reads and writes the mark of one feed and sender.</summary>
public sealed class QuietMark(IStore store, FeedId feed, string sender, string of = QuietMark.OverdueChecks)
{
    /// <summary>At least one check a day, because a contract may have changed its severities.</summary>
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
