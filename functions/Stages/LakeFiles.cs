using FrontDoor.Domain;
using FrontDoor.Lake;

namespace FrontDoor.Stages;

/// <summary>What the lake holds of a feed, read back to be judged again.</summary>
static class LakeFiles
{
    /// <summary>A feed's files of one table, local, for <see cref="LakeView.Of"/>.</summary>
    public static Task<List<string>> Fetch(IStore store, FeedId feed, LakeTable table, string scratch, CancellationToken cancel) =>
        FetchAll.Below(store, Containers.Lake, LakePath.Folder(table.Name, feed), item => item.Path.EndsWith(".parquet", StringComparison.Ordinal), scratch, cancel);
}
