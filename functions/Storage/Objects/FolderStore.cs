using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace FrontDoor.Storage.Objects;

/// <summary>A store on a folder tree, with a folder for each container. Every write is a rename, so a reader sees whole files. A
/// conditional write takes a lock of the operating system, which ends with its process.</summary>
public sealed class FolderStore : IStore
{
    readonly string _root;

    public FolderStore(string root)
    {
        _root = Path.GetFullPath(root);
        Directory.CreateDirectory(Path.Combine(_root, Containers.State));
        Scratch = Path.Combine(_root, Containers.Restricted, ".scratch");
    }

    /// <summary>The folder for temporary files: on the same disk, so that staging is a rename, and in restricted, because a killed run
    /// leaves them behind.</summary>
    public string Scratch { get; }

    public async Task<Stored?> Read(string container, string path, CancellationToken cancel)
    {
        try
        {
            var content = await File.ReadAllBytesAsync(Full(container, path), cancel);
            return new Stored(content, TagOf(content), File.GetLastWriteTimeUtc(Full(container, path)));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public Task Write(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Replace(Full(container, path), content.Span);
        return Task.CompletedTask;
    }

    public async Task<bool> TryWrite(string container, string path, ReadOnlyMemory<byte> content, string? expected,
        CancellationToken cancel)
    {
        using var theLock = await Lock(cancel);
        var held = await Read(container, path, cancel);
        if (held?.Tag != expected) return false;
        Replace(Full(container, path), content.Span);
        return true;
    }

    public Task Stage(string container, string path, string token, string localFile, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var staged = Staged(container, path, token);
        Directory.CreateDirectory(Path.GetDirectoryName(staged)!);
        using (var file = new FileStream(localFile, FileMode.Open, FileAccess.ReadWrite))
            file.Flush(flushToDisk: true);
        File.Move(localFile, staged, overwrite: true);
        return Task.CompletedTask;
    }

    public Task Publish(string container, string path, string token, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (staged, target) = (Staged(container, path, token), Full(container, path));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            File.Move(staged, target, overwrite: true);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            // Published already, perhaps at this moment by another process.
            if (!File.Exists(target))
                throw new StagedObjectGoneException(
                    "A committed object was never staged, or was removed by hand; the arrival it belongs to cannot be finished.", missing);
        }
        return Task.CompletedTask;
    }

    public Task<string?> Fetch(string container, string path, string scratch, CancellationToken cancel)
    {
        try
        {
            return Task.FromResult(IsReplaced(container, path) ? Copied(container, path, scratch)
                : File.Exists(Full(container, path)) ? Full(container, path) : null);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<string?>(null);
        }
    }

    public async Task<Fetched?> FetchVersion(string container, string path, string scratch, CancellationToken cancel)
    {
        try
        {
            var copy = Copied(container, path, scratch);
            return new Fetched(copy, await TagOfFile(copy, cancel));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public async Task<bool> TryReplace(string container, string path, string localFile, string? expected, CancellationToken cancel)
    {
        var written = NewFile();
        File.Copy(localFile, written);
        using (var file = new FileStream(written, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        using var theLock = await Lock(cancel);
        var held = File.Exists(Full(container, path)) ? await TagOfFile(Full(container, path), cancel) : null;
        if (held != expected)
        {
            File.Delete(written);
            return false;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(Full(container, path))!);
        File.Move(written, Full(container, path), overwrite: true);
        return true;
    }

    public async IAsyncEnumerable<Listed> List(string container, string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        var folder = Full(container, prefix);
        if (!Directory.Exists(folder)) yield break;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            cancel.ThrowIfCancellationRequested();
            if (!file.Exists) continue; // deleted since the folder was listed
            var path = Path.GetRelativePath(Path.Combine(_root, container), file.FullName).Replace('\\', '/');
            if (!file.Name.StartsWith('.'))
                yield return new Listed(path, $"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}", file.Length, file.LastWriteTimeUtc);
        }
    }

    public Task Delete(string container, string path, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var full = Full(container, path);
        if (File.Exists(full)) File.Delete(full);
        return Task.CompletedTask;
    }

    public Task Forget(string token, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var staged = Path.Combine(_root, Containers.Restricted, ".staged");
        var (folder, leaving) = (Path.Combine(staged, token),
            Path.Combine(staged, $"{token}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}"));
        try
        {
            // Two deliveries may remove the same attempt at once: one removes the folder, the other finds none.
            if (Directory.Exists(folder)) Directory.Move(folder, leaving);
        }
        catch (DirectoryNotFoundException)
        {
            return Task.CompletedTask;
        }
        if (Directory.Exists(leaving)) Directory.Delete(leaving, recursive: true);
        return Task.CompletedTask;
    }

    string Full(string container, string path) => Path.Combine([_root, container, .. path.Split('/')]);

    string Staged(string container, string path, string token) =>
        Path.Combine([_root, Containers.Restricted, ".staged", token, container, .. path.Split('/')]);

    static string TagOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Files of a table are copied, because the next version would replace one while it is read.</summary>
    static bool IsReplaced(string container, string path) =>
        container is Containers.Lake or Containers.Restricted && path.EndsWith(".parquet", StringComparison.Ordinal);

    string Copied(string container, string path, string scratch)
    {
        var copy = Path.Combine(scratch, Path.GetRandomFileName() + Path.GetExtension(path));
        File.Copy(Full(container, path), copy);
        return copy;
    }

    static async Task<string> TagOfFile(string path, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16,
            FileOptions.SequentialScan);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }

    /// <summary>Not beside its target, where people would see the half-written file of a killed process.</summary>
    string NewFile() => Path.Combine(Directory.CreateDirectory(Path.Combine(_root, Containers.Restricted, ".writing")).FullName,
        RandomNumberGenerator.GetHexString(32, lowercase: true));

    void Replace(string target, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var written = NewFile();
        using (var file = new FileStream(written, FileMode.CreateNew))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(written, target, overwrite: true);
    }

    async Task<FileStream> Lock(CancellationToken cancel)
    {
        var path = Path.Combine(_root, Containers.State, ".lock");
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(20, cancel);
            }
        }
    }
}
