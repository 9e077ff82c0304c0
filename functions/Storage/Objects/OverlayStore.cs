using System.Runtime.CompilerServices;

namespace FrontDoor.Storage.Objects;

/// <summary>A store over another one that is only read: what is written, replaced or deleted here stays here. For a rehearsal by one
/// process.</summary>
/// <param name="below">Never written.</param>
/// <param name="above">Everything written; empty at first.</param>
public sealed class OverlayStore(IStore below, IStore above) : IStore
{
    readonly HashSet<(string Container, string Path)> _deleted = [];
    readonly KeyedLock _turns = new();

    public async Task<Stored?> Read(string container, string path, CancellationToken cancel) =>
        await above.Read(container, path, cancel) ?? (IsDeleted(container, path) ? null : await below.Read(container, path, cancel));

    public Task Write(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        above.Write(container, path, content, cancel);

    public async Task<bool> TryWrite(string container, string path, ReadOnlyMemory<byte> content, string? expected,
        CancellationToken cancel)
    {
        using var turn = await _turns.Wait($"{container}/{path}", cancel);
        if ((await Read(container, path, cancel))?.Tag != expected) return false;
        await above.Write(container, path, content, cancel);
        return true;
    }

    public Task Stage(string container, string path, string token, string localFile, CancellationToken cancel) =>
        above.Stage(container, path, token, localFile, cancel);

    public Task Publish(string container, string path, string token, CancellationToken cancel) =>
        above.Publish(container, path, token, cancel);

    public Task Forget(string token, CancellationToken cancel) => above.Forget(token, cancel);

    public async Task<string?> Fetch(string container, string path, string scratch, CancellationToken cancel) =>
        await above.Fetch(container, path, scratch, cancel)
        ?? (IsDeleted(container, path) ? null : await below.Fetch(container, path, scratch, cancel));

    public async Task<Fetched?> FetchVersion(string container, string path, string scratch, CancellationToken cancel) =>
        await above.FetchVersion(container, path, scratch, cancel)
        ?? (IsDeleted(container, path) ? null : await below.FetchVersion(container, path, scratch, cancel));

    public async Task<bool> TryReplace(string container, string path, string localFile, string? expected, CancellationToken cancel)
    {
        using var turn = await _turns.Wait($"{container}/{path}", cancel);
        var scratch = Path.GetDirectoryName(localFile)!;
        if ((await FetchVersion(container, path, scratch, cancel))?.Tag != expected) return false;
        return await above.TryReplace(container, path, localFile, (await above.FetchVersion(container, path, scratch, cancel))?.Tag,
            cancel);
    }

    public async IAsyncEnumerable<Listed> List(string container, string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var item in above.List(container, prefix, cancel))
        {
            seen.Add(item.Path);
            yield return item;
        }
        await foreach (var item in below.List(container, prefix, cancel))
            if (!seen.Contains(item.Path) && !IsDeleted(container, item.Path))
                yield return item;
    }

    public async Task Delete(string container, string path, CancellationToken cancel)
    {
        await above.Delete(container, path, cancel);
        lock (_deleted) _deleted.Add((container, path));
    }

    bool IsDeleted(string container, string path)
    {
        lock (_deleted) return _deleted.Contains((container, path));
    }
}
