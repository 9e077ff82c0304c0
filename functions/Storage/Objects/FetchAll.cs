namespace FrontDoor.Storage.Objects;

/// <summary>Fetches many objects as local files, several at a time: a feed of six years has thousands, and each is a request.</summary>
public static class FetchAll
{
    const int AtOnce = 16;

    /// <summary>The wanted objects below a folder prefix, in the order of the listing.</summary>
    public static async Task<List<string>> Below(IStore store, string container, string prefix, Func<Listed, bool> isWanted, string scratch,
        CancellationToken cancel)
    {
        var paths = new List<string>();
        await foreach (var item in store.List(container, prefix, cancel))
            if (isWanted(item)) paths.Add(item.Path);
        return [.. (await Of(store, container, paths, scratch, cancel)).OfType<string>()];
    }

    /// <summary>The tables below a folder prefix.</summary>
    public static Task<List<string>> Tables(IStore store, string container, string prefix, string scratch, CancellationToken cancel) =>
        Below(store, container, prefix, IsTable, scratch, cancel);

    public static bool IsTable(Listed item) => item.Path.EndsWith(".parquet", StringComparison.Ordinal);

    /// <summary>These objects; null for one that was deleted.</summary>
    public static async Task<string?[]> Of(IStore store, string container, IReadOnlyList<string> paths, string scratch,
        CancellationToken cancel)
    {
        var local = new string?[paths.Count];
        await Parallel.ForAsync(0, paths.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (at, stop) => local[at] = await store.Fetch(container, paths[at], scratch, stop));
        return local;
    }
}
