using System.Runtime.InteropServices;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Reporting.Serving;

/// <summary>The files of a lake as they were at one look, in a folder of their own. What did not change since the look before is one file
/// under two names, where the system can do that.</summary>
sealed class LakeEdition : IDisposable
{
    const int FetchedAtOnce = 8;

    readonly IReadOnlyDictionary<string, string> _tags;

    LakeEdition(string folder, IReadOnlyDictionary<string, string> tags, IReadOnlySet<LakeTable> changed) =>
        (Folder, _tags, Changed) = (folder, tags, changed);

    public string Folder { get; }

    /// <summary>The tables with a file that the edition before did not have, or had otherwise.</summary>
    public IReadOnlySet<LakeTable> Changed { get; }

    /// <summary>The newest edition; the one before where nothing changed.</summary>
    public static async Task<LakeEdition> Bring(IStore store, LakeEdition? before, Scratch scratch, CancellationToken cancel)
    {
        var (tags, changed) = (new Dictionary<string, string>(), new HashSet<LakeTable>());
        foreach (var table in LakeTables.All)
        {
            var earlier = before?._tags.Where(item => item.Key.StartsWith($"{table.Name}/", StringComparison.Ordinal)).ToList();
            var listed = new Dictionary<string, string>();
            await foreach (var item in store.List(Containers.Lake, $"{table.Name}/", cancel))
                if (FetchAll.IsTable(item)) listed.Add(item.Path, item.Tag);
            if (earlier is null || earlier.Count != listed.Count || earlier.Any(item => listed.GetValueOrDefault(item.Key) != item.Value))
                changed.Add(table);
            foreach (var (path, tag) in listed) tags.Add(path, tag);
        }
        if (before is not null && changed.Count == 0) return before;
        var edition = new LakeEdition(scratch.NewFile("-lake"), tags, changed);
        Directory.CreateDirectory(edition.Folder);
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = FetchedAtOnce, CancellationToken = cancel };
            await Parallel.ForEachAsync(tags, parallel, async (item, stop) =>
            {
                var to = edition.Local(item.Key);
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                if (before?._tags.GetValueOrDefault(item.Key) == item.Value && File.Exists(before.Local(item.Key)))
                {
                    Link(before.Local(item.Key), to);
                    return;
                }
                if (await store.Fetch(Containers.Lake, item.Key, scratch.Folder, stop) is not { } fetched) return; // gone since
                if (fetched.StartsWith(scratch.Folder, StringComparison.Ordinal)) File.Move(fetched, to);
                else Link(fetched, to);
            });
            return edition;
        }
        catch
        {
            edition.Dispose();
            throw;
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    string Local(string path) => Path.Combine([Folder, .. path.Split('/')]);

    static void Link(string from, string to)
    {
        if (!OperatingSystem.IsLinux() || LinkOfLinux(from, to) != 0) File.Copy(from, to); // on another disk, or not allowed
    }

    [DllImport("libc", EntryPoint = "link", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int LinkOfLinux([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
