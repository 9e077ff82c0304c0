using System.IO.Compression;
using FrontDoor.Domain.Feeds;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Storage.Publishing;

/// <summary>The staged tables of one arrival: one object in <c>restricted/staged</c>, a ZIP of Parquet files, so that the arrival's rows
/// reach the lake together or not at all.</summary>
public static class StagedTables
{
    /// <summary>The folder in the container restricted.</summary>
    public const string Folder = "staged/";

    const int AtOnce = 8;

    static readonly DateTimeOffset s_noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the same tables make the same bytes

    /// <summary>The path of an arrival's tables: staged/agency/feed/period/id.zip.</summary>
    public static string PathOf(ArrivalContext origin) => $"{FolderOf(origin.Agency, origin.Feed)}{origin.Period}/{origin.FileId}.zip";

    /// <summary>Ends in '/'.</summary>
    public static string FolderOf(string agency, string feed) => $"{Folder}{agency}/{feed}/";

    /// <summary>Null if nothing can be staged under such a path.</summary>
    public static FeedId? FeedOf(string path) =>
        path.StartsWith(Folder, StringComparison.Ordinal) && path.Split('/') is [_, var agency, var feed, ..] ? new FeedId(agency, feed)
        : null;

    public static string PeriodOf(string path) => path.Split('/')[^2];

    /// <summary>Fetches the tables of these arrivals, several at a time. One that is missing was published by another run.</summary>
    public static async Task<List<StagedTable>> Fetch(IStore store, IReadOnlyList<string> paths, string scratch, string? only,
        CancellationToken cancel)
    {
        var tables = new IReadOnlyList<StagedTable>?[paths.Count];
        await Parallel.ForAsync(0, paths.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (at, stop) =>
        {
            try
            {
                if (await store.Fetch(Containers.Restricted, paths[at], scratch, stop) is { } local)
                    tables[at] = Unpack(paths[at], local, scratch, only);
            }
            catch (FileNotFoundException)
            {
                // On a folder it was removed between the two.
            }
        });
        return [.. tables.OfType<IReadOnlyList<StagedTable>>().SelectMany(one => one)];
    }

    public static void Pack(IEnumerable<(string Container, string Table, string LocalFile)> tables, string target)
    {
        using var zip = ZipFile.Open(target, ZipArchiveMode.Create);
        foreach (var (container, table, local) in tables)
        {
            var entry = zip.CreateEntry($"{container}/{table}.parquet", CompressionLevel.NoCompression); // Parquet is compressed
            entry.LastWriteTime = s_noTime;
            using var from = File.OpenRead(local);
            using var to = entry.Open();
            from.CopyTo(to);
        }
    }

    /// <summary>Extracts the tables, each to a local file.</summary>
    /// <param name="only">The one table to extract; null for all.</param>
    public static IReadOnlyList<StagedTable> Unpack(string path, string local, string scratch, string? only = null)
    {
        using var zip = ZipFile.OpenRead(local);
        var (period, tables) = (PeriodOf(path), new List<StagedTable>());
        foreach (var entry in zip.Entries)
        {
            if (only is not null && entry.FullName != $"{only}.parquet") continue;
            var target = Path.Combine(scratch, $"{Path.GetRandomFileName()}.parquet");
            using (var from = entry.Open()) // not ExtractToFile, which would set the file's time from the entry
            using (var to = File.Create(target))
                from.CopyTo(to);
            tables.Add(new StagedTable(entry.FullName.Split('/')[0], Path.GetFileNameWithoutExtension(entry.Name), period, target));
        }
        return tables;
    }
}

/// <summary>The rows of one table and arrival, as a local Parquet file.</summary>
/// <param name="Container">The lake, or restricted.</param>
/// <param name="Period">yyyy-MM, of receipt in UTC.</param>
public readonly record struct StagedTable(string Container, string Table, string Period, string LocalFile);
