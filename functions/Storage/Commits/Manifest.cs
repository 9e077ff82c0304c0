using System.Text.Json.Serialization;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Storage.Commits;

/// <summary>What is committed of one feed and sender. Writing it, on condition that nobody wrote it meanwhile, is the one commit point of
/// the pipeline.</summary>
public sealed record Manifest : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => CommitJson.Default;

    public static int Newest => 2;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;

    /// <summary>Files of the record index, newest first, by name.</summary>
    public IReadOnlyList<IndexFileName> IndexFiles { get; init; } = [];

    /// <summary>Arrivals committed and perhaps not yet visible.</summary>
    public IReadOnlyList<Committed> Outbox { get; init; } = [];

    /// <summary>The feed's incident that was open at the end of the last day judged: what comes is part of it. Null: none was.</summary>
    public OpenIncident? Incident { get; init; }

    /// <summary>What the files so far proved of the order of day and month, by column; null before the first.</summary>
    public IReadOnlyList<DateProof>? Dates { get; init; }

    /// <summary>Monday of the last week the sender was told of; null before the first.</summary>
    public DateOnly? LastSummaryWeek { get; init; }
}

/// <summary>A record index file's name and how many entries it has.</summary>
public sealed record IndexFileName(string Name, long Entries);

/// <summary>An arrival that was committed: what must still become visible, and what must be told.</summary>
public sealed record Committed
{
    public required string FileId { get; init; }

    /// <summary>The attempt that staged its objects.</summary>
    public required string Token { get; init; }

    /// <summary>Container and path of each object, in the order they are published.</summary>
    public required IReadOnlyList<StagedObject> Objects { get; init; }
    public required IReadOnlyList<Notice> Notices { get; init; }
    public required CommittedCounts Counts { get; init; }

    /// <summary>What is committed though no file came: a tick, a watch, a decision. It has no rows to count.</summary>
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

/// <summary>Where an object that is staged will lie.</summary>
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
    /// <summary>Every feed and sender of which something is committed, in order.</summary>
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

    /// <summary>Commits. False: another arrival of this feed and sender was committed since <paramref name="tag"/> was read.</summary>
    public Task<bool> TryCommit(Manifest manifest, string? tag, CancellationToken cancel) =>
        store.TryWrite(Containers.State, Path, manifest, tag, cancel);
}
