using System.Text.Json.Serialization;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Storage.Commits;

/// <summary>Everything committed for one feed and sender. Writing it, on condition that it has not changed, is the only commit point of
/// the pipeline.</summary>
public sealed record Manifest : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => CommitJson.Default;

    public static int Newest => 2;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;

    /// <summary>Files of the record index, newest first, by name.</summary>
    public IReadOnlyList<IndexFileName> IndexFiles { get; init; } = [];

    /// <summary>Arrivals that are committed and perhaps not yet visible.</summary>
    public IReadOnlyList<Committed> Outbox { get; init; } = [];

    /// <summary>The incident of the feed that was open at the end of the last judged day; null if none was.</summary>
    public OpenIncident? Incident { get; init; }

    /// <summary>What earlier files proved about the order of day and month, by column; null before the first.</summary>
    public IReadOnlyList<DateProof>? Dates { get; init; }

    /// <summary>The Monday of the last week with a summary; null before the first.</summary>
    public DateOnly? LastSummaryWeek { get; init; }
}

/// <summary>A file of the record index: its name and number of entries.</summary>
public sealed record IndexFileName(string Name, long Entries);

/// <summary>A committed arrival: the objects to publish and the notices to send.</summary>
public sealed record Committed
{
    public required string FileId { get; init; }

    /// <summary>The attempt that staged its objects.</summary>
    public required string Token { get; init; }

    /// <summary>Container and path of each object, in the order they are published.</summary>
    public required IReadOnlyList<StagedObject> Objects { get; init; }
    public required IReadOnlyList<Notice> Notices { get; init; }
    public required CommittedCounts Counts { get; init; }

    /// <summary>A commit without a file, by a check of clocks, a check of a feed's health, or a decision. It has no rows to
    /// count.</summary>
    public static Committed WithoutFile(string id, CommitAttempt attempt, IReadOnlyList<Notice> notices) =>
        new()
        {
            FileId = id,
            Token = attempt.Token,
            Objects = attempt.Objects,
            Notices = notices,
            Counts = new CommittedCounts(0, 0, 0, 0, 0, 0, 0)
        };
}

/// <summary>The final place of a staged object.</summary>
public sealed record StagedObject(string Container, string Path);

/// <summary>The counts of a committed file.</summary>
public sealed record CommittedCounts(int RowsIn, int Accepted, int Rejected, int Unchanged, int Blank, int Late, int Warnings)
{
    /// <summary>Of <see cref="Late"/>.</summary>
    public int Serious { get; init; }

    /// <summary>Of <see cref="Late"/>.</summary>
    public int Critical { get; init; }
}

/// <summary>The manifest of one feed and sender, in <c>state/index/{agency}/{feed}/{sender}</c>.</summary>
public sealed class ManifestFile(IStore store, string agency, string feed, string sender)
{
    /// <summary>Every feed and sender with a commit, in order.</summary>
    public static async Task<IReadOnlyList<(FeedId Feed, string Sender)>> All(IStore store, CancellationToken cancel)
    {
        var found = new List<string>();
        await foreach (var item in store.List(Containers.State, "index/", cancel))
            if (item.Path.EndsWith("/manifest.json", StringComparison.Ordinal)) found.Add(item.Path);
        return [.. found.Order(StringComparer.Ordinal).Select(path => path.Split('/'))
            .Select(parts => (new FeedId(parts[1], parts[2]), parts[3]))];
    }

    public const string IndexEnding = ".parquet";

    /// <summary>Ends in '/'.</summary>
    public string Folder => $"index/{agency}/{feed}/{sender}/";

    string Path => $"{Folder}manifest.json";

    public string IndexPath(string name) => $"{Folder}{name}{IndexEnding}";

    public async Task<(Manifest Manifest, string? Tag)> Read(CancellationToken cancel)
    {
        var held = await store.Find<Manifest>(Containers.State, Path, cancel);
        return held is null ? (new Manifest(), null) : (held.Document, held.Tag);
    }

    /// <summary>Commits. Returns false if the manifest has changed since <paramref name="tag"/> was read.</summary>
    public Task<bool> TryCommit(Manifest manifest, string? tag, CancellationToken cancel) =>
        store.TryWrite(Containers.State, Path, manifest, tag, cancel);
}
