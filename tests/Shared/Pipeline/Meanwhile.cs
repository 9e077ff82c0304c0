using FrontDoor.Storage.Objects;

namespace FrontDoor.Tests;

/// <summary>A store on which something else happens just before the n-th call: what a slow process meets.</summary>
sealed class Meanwhile(IStore store, int atCall, Func<Task> happens) : IStore
{
    int _calls;

    public int Calls => _calls;

    public async Task<Stored?> Read(string container, string path, CancellationToken cancel) =>
        await (await Next()).Read(container, path, cancel);
    public async Task Write(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        await (await Next()).Write(container, path, content, cancel);
    public async Task<bool> TryWrite(string container, string path, ReadOnlyMemory<byte> content, string? expected,
        CancellationToken cancel) => await (await Next()).TryWrite(container, path, content, expected, cancel);
    public async Task Stage(string container, string path, string token, string localFile, CancellationToken cancel) =>
        await (await Next()).Stage(container, path, token, localFile, cancel);
    public async Task Publish(string container, string path, string token, CancellationToken cancel) =>
        await (await Next()).Publish(container, path, token, cancel);
    public async Task Forget(string token, CancellationToken cancel) => await (await Next()).Forget(token, cancel);
    public async Task<string?> Fetch(string container, string path, string scratch, CancellationToken cancel) =>
        await (await Next()).Fetch(container, path, scratch, cancel);
    public async Task<Fetched?> FetchVersion(string container, string path, string scratch, CancellationToken cancel) =>
        await (await Next()).FetchVersion(container, path, scratch, cancel);
    public async Task<bool> TryReplace(string container, string path, string localFile, string? expected, CancellationToken cancel) =>
        await (await Next()).TryReplace(container, path, localFile, expected, cancel);
    public IAsyncEnumerable<Listed> List(string container, string prefix, CancellationToken cancel) =>
        store.List(container, prefix, cancel);
    public async Task Delete(string container, string path, CancellationToken cancel) =>
        await (await Next()).Delete(container, path, cancel);

    async Task<IStore> Next()
    {
        if (Interlocked.Increment(ref _calls) == atCall) await happens();
        return store;
    }
}
