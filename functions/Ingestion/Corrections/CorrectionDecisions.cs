using FrontDoor.Domain.Feeds;
using FrontDoor.Domain.Keys;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Ingestion.Corrections;

/// <summary>All decisions about one feed. They are made by hand, so there are few.</summary>
sealed class CorrectionDecisions
{
    readonly ILookup<(string Key, string Content), CorrectionDecision> _made;

    CorrectionDecisions(IEnumerable<CorrectionDecision> made) =>
        _made = made.ToLookup(decision => (decision.NotificationKey, decision.Content));

    public static CorrectionDecisions None { get; } = new([]);

    /// <summary>The path of a decision in the container restricted.</summary>
    public static string Path(FeedId feed, string id) => $"{Folder(feed)}{id}.json";

    public static async Task<CorrectionDecisions> Read(IStore store, FeedId feed, CancellationToken cancel)
    {
        var made = new List<CorrectionDecision>();
        await foreach (var item in store.List(Containers.Restricted, Folder(feed), cancel))
            if (item.Path.EndsWith(".json", StringComparison.Ordinal)
                && await store.Find<CorrectionDecision>(Containers.Restricted, item.Path, cancel) is { } held)
                made.Add(held.Document);
        return new CorrectionDecisions(made);
    }

    /// <summary>The decision about a version, if there is one. The same content sent again after another version is another version and
    /// needs its own decision; the same content found to be sent earlier is the same version.</summary>
    /// <param name="received">Microseconds since 1970.</param>
    public CorrectionDecision? About(KeyedHash key, KeyedHash content, long received) =>
        _made[(key.ToString(), content.ToString())].Where(decision => decision.Received >= received).MaxBy(decision => decision.Received);

    static string Folder(FeedId feed) => $"decisions/agency={feed.Agency}/feed={feed.Name}/";
}
