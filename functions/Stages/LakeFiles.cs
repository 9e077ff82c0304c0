using FrontDoor.Domain;
using FrontDoor.Lake;

namespace FrontDoor.Stages;

/// <summary>A feed's files of one table, brought to where they can be read.</summary>
static class LakeFiles
{
    /// <summary>Local paths, for <see cref="LakeView.Of"/>.</summary>
    public static async Task<List<string>> Fetch(IStore store, FeedId feed, LakeTable table, string scratch, CancellationToken cancel)
    {
        var files = new List<string>();
        await foreach (var item in store.List(Containers.Lake, $"{table.Name}/agency={feed.Agency}/feed={feed.Name}/", cancel))
            if (item.Path.EndsWith(".parquet", StringComparison.Ordinal) && await store.Fetch(Containers.Lake, item.Path, scratch, cancel) is { } local)
                files.Add(local);
        return files;
    }
}
