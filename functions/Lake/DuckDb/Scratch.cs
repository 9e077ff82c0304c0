namespace FrontDoor.Lake.DuckDb;

/// <summary>A folder for files on their way, held by this process alone; what a killed process left is cleared by the next one.</summary>
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
                // Between being made and being held a lock looks as if it were left, and whoever opens beside us may clear it. Then it
                // guards nothing: another is made.
            }
        }
    }

    /// <summary>A folder for scratch that this account alone can read, whatever it was before: what agencies send passes through
    /// it.</summary>
    /// <exception cref="UnauthorizedAccessException">It is another account's.</exception>
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

    // The lock lies beside the folder and is taken before the folder is made: no other process sees one without the other.
    // The system frees it when the process ends, however it ends; the file itself goes with the last handle.
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
            // Held by a living process, or cleared by another one just now: not ours to clear either way.
        }
    }
}
