using System.Text.Json;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Storage.Publishing;

/// <summary>The files of a table of the lake, in <c>_manifest.json</c> beside them: for readers that cannot list storage, or want to know
/// how current the lake is.</summary>
public sealed record LakeManifest
{
    /// <summary>The schema of this document.</summary>
    public int Schema { get; init; } = 1;
    public required string Table { get; init; }

    /// <summary>When a file of the table was last written.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Files by path.</summary>
    public required IReadOnlyList<LakeFile> Files { get; init; }
}

/// <summary>One file of a table.</summary>
/// <param name="Path">Below the container lake.</param>
public sealed record LakeFile(string Table, string Path, long Rows, long Bytes)
{
    /// <summary>Bytes of the version that it replaced; 0 if it is new.</summary>
    internal long Replaced { get; init; }

    /// <param name="local">The file as it was written, on local disk.</param>
    /// <param name="replaced">The version that it replaced, on local disk; null if it is new.</param>
    internal static LakeFile Of(string table, string path, string local, string? replaced, Connection connection, CancellationToken cancel)
    {
        using var counted = connection.Run($"SELECT count(*) FROM {Sql.Parquet([local])}", cancel);
        return new LakeFile(table, path, (long)counted.Rows.Single()[0]!, new FileInfo(local).Length)
        {
            Replaced = replaced is null ? 0 : new FileInfo(replaced).Length,
        };
    }

    /// <summary>Counts a file again, as it is in the store by now; null if there is none.</summary>
    internal static Func<LakeFile, Task<LakeFile?>> Looking(IStore store, Connection connection, Scratch scratch,
        CancellationToken cancel) => async file =>
            await store.Fetch(Containers.Lake, file.Path, scratch.Folder, cancel) is { } local
                ? Of(file.Table, file.Path, local, null, connection, cancel) : null;
}

/// <summary>Reads and writes the manifest of one table.</summary>
static class LakeManifestFile
{
    public const string Name = "_manifest.json";

    public static string PathOf(string table) => $"{table}/{Name}";

    /// <summary>Records files that were written. Two that record at once take turns by the version of the document. If a file was
    /// recorded by another run since the version that it replaced, either may be the newer, and it is recorded as it is now.</summary>
    /// <param name="look">See <see cref="LakeFile.Looking"/>.</param>
    public static async Task Add(IStore store, string table, IReadOnlyList<LakeFile> written, DateTimeOffset now,
        Func<LakeFile, Task<LakeFile?>> look, CancellationToken cancel)
    {
        while (true)
        {
            var (before, tag) = await Read(store, table, cancel);
            var listed = before.ToDictionary(file => file.Path);
            foreach (var file in written)
            {
                var isNext = file.Replaced == (listed.TryGetValue(file.Path, out var known) ? known.Bytes : 0);
                if ((isNext ? file : await look(file)) is { } current) listed[file.Path] = current;
            }
            if (await TryWrite(store, table, listed.Values, now, tag, cancel)) return;
        }
    }

    /// <summary>The files it lists, none if there is no list, and the version read.</summary>
    public static async Task<(IReadOnlyList<LakeFile> Files, string? Tag)> Read(IStore store, string table, CancellationToken cancel) =>
        await store.Read(Containers.Lake, PathOf(table), cancel) is { } held
            ? (JsonSerializer.Deserialize(held.Content.Span, LakeJson.Default.LakeManifest)!.Files, held.Tag) : ([], null);

    /// <summary>Lists these files. Returns false if another process wrote the list in the meantime.</summary>
    public static Task<bool> TryWrite(IStore store, string table, IEnumerable<LakeFile> files, DateTimeOffset now, string? tag,
        CancellationToken cancel)
    {
        var list = new LakeManifest { Table = table, AsOf = now, Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)] };
        return store.TryWrite(Containers.Lake, PathOf(table), JsonSerializer.SerializeToUtf8Bytes(list, LakeJson.Default.LakeManifest), tag,
            cancel);
    }
}
