using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Storage.Publishing;

/// <summary>A feed's files of the lake as local files, for <see cref="LakeView.Of"/>. Each version of a file is fetched once.</summary>
public sealed class LakeFiles(IStore store, FeedId feed, string scratch)
{
    readonly Dictionary<string, (string Tag, string LocalFile)> _brought = [];

    /// <param name="since">The first month of receipt, yyyy-MM; null for all. A current table is always read whole: its months are those
    /// that first brought a record.</param>
    public async Task<List<string>> Fetch(LakeTable table, string? since, CancellationToken cancel)
    {
        var wanted = new List<Listed>();
        await foreach (var item in store.List(Containers.Lake, LakePath.Folder(table.Name, feed), cancel))
            if (FetchAll.IsTable(item)
                && (since is null || LakeTables.IsCurrent(table) || LakePath.IsSince(item.Path, since))) wanted.Add(item);
        var missing = wanted.Where(item => !_brought.TryGetValue(item.Path, out var held) || held.Tag != item.Tag).ToList();
        foreach (var (item, local) in missing.Zip(
            await FetchAll.Of(store, Containers.Lake, [.. missing.Select(item => item.Path)], scratch, cancel)))
            if (local is not null) _brought[item.Path] = (item.Tag, local);
        return [.. wanted.Where(item => _brought.ContainsKey(item.Path)).Select(item => _brought[item.Path].LocalFile)];
    }

    /// <summary>A feed's files of one table.</summary>
    public static Task<List<string>> Fetch(IStore store, FeedId feed, LakeTable table, string scratch, CancellationToken cancel) =>
        new LakeFiles(store, feed, scratch).Fetch(table, null, cancel);
}
