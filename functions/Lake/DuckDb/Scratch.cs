namespace FrontDoor.Lake.DuckDb;

/// <summary>A folder for temporary files, locked by this process. The next process removes what a killed one left.</summary>
public sealed class Scratch : IDisposable
{
    const string LockSuffix = ".lock";
    const int TriesAtMost = 100;

    readonly FileStream held;
    int files;

    Scratch(string folder, FileStream held)
    {
        (Folder, this.held) = (folder, held);
        Directory.CreateDirectory(folder);
    }

    public string Folder { get; }

    public static Scratch Open(string root)
    {
        Directory.CreateDirectory(root);
        foreach (var left in Directory.EnumerateFiles(root, "*" + LockSuffix))
            ClearIfLeft(left);
        for (var tries = 1; ; tries++)
        {
            var folder = Path.Combine(Path.GetFullPath(root), Guid.NewGuid().ToString("n"));
            try
            {
                var held = Hold(folder + LockSuffix, FileMode.CreateNew);
                if (File.Exists(held.Name))
                    return new(folder, held);
                held.Dispose();
            }
            catch (IOException) when (tries < TriesAtMost)
            {
                // Between its creation and its lock, a lock file looks abandoned, and another process may delete it. Then it protects
                // nothing, and another is made.
            }
        }
    }

    /// <summary>Makes a folder that only this account can read, because files from agencies pass through it.</summary>
    /// <exception cref="UnauthorizedAccessException">It belongs to another account.</exception>
    public static string OwnRoot(string name)
    {
        var root = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"{name}-{Environment.UserName}")).FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return root;
    }

    public string NewFile(string suffix) => Path.Combine(Folder, $"{Interlocked.Increment(ref files)}{suffix}");

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        held.Dispose();
    }

    // The lock is beside the folder and is taken before the folder is made, so no other process sees one without the other. The system
    // releases it when the process ends; the file is deleted with its last handle.
    static FileStream Hold(string path, FileMode mode) =>
        new(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);

    static void ClearIfLeft(string lockFile)
    {
        try
        {
            using var taken = Hold(lockFile, FileMode.Open);
            var folder = lockFile[..^LockSuffix.Length];
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // Locked by a living process, or just removed by another one: in both cases not ours to remove.
        }
    }
}
