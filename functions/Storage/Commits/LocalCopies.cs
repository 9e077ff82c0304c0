namespace FrontDoor.Storage.Commits;

/// <summary>Local copies of immutable objects, by path. Several processes may share the folder: a copy appears whole or not at all, and
/// any copy may disappear at any time.</summary>
public sealed class LocalCopies(string folder)
{
    const long BytesAtMost = 512L << 20;

    /// <summary>Opens a file that other processes may move or delete in the meantime.</summary>
    public static FileStream OpenFile(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <summary>Returns null if there is no copy.</summary>
    public FileStream? Open(string path)
    {
        if (!File.Exists(Full(path))) return null;
        try
        {
            return OpenFile(Full(path));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Moves a local file into the copies, unless another process has already added it. The oldest copies are removed if there
    /// are too many bytes.</summary>
    public void Add(string path, string localFile)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Full(path))!);
        Try(() => File.Move(localFile, Full(path)));
        var left = BytesAtMost;
        foreach (var copy in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .OrderByDescending(copy => copy.LastWriteTimeUtc))
            Try(() =>
            {
                left -= copy.Length;
                if (left < 0) copy.Delete();
            });
    }

    public void Remove(string path) => Try(() => File.Delete(Full(path)));

    /// <summary>Removes the copies below a folder, except these.</summary>
    public void KeepOnly(string below, IEnumerable<string> paths)
    {
        if (!Directory.Exists(Full(below))) return;
        var kept = paths.Select(Full).ToHashSet();
        foreach (var copy in Directory.GetFiles(Full(below)))
            if (!kept.Contains(copy)) Try(() => File.Delete(copy));
    }

    string Full(string path) => Path.Combine([folder, .. path.Split('/', StringSplitOptions.RemoveEmptyEntries)]);

    /// <summary>A file that another process has open or removed is left: one copy more or less does not matter.</summary>
    static void Try(Action change)
    {
        try
        {
            change();
        }
        catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
