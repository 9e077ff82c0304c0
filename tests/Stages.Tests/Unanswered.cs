namespace FrontDoor.Stages.Tests;

/// <summary>A store that takes the n-th conditional write and says that somebody else was first: what a client says that lost the answer, tried again, and met its own write.</summary>
sealed class Unanswered(IStore store, int atWrite) : IStore
{
    int _writes;

    /// <summary>How many conditional writes were taken.</summary>
    public int Writes => _writes;

    public async Task<bool> TryWrite(string container, string path, ReadOnlyMemory<byte> content, string? expected, CancellationToken cancel) =>
        await store.TryWrite(container, path, content, expected, cancel) && Interlocked.Increment(ref _writes) != atWrite;

    public Task<Stored?> Read(string container, string path, CancellationToken cancel) => store.Read(container, path, cancel);
    public Task Write(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancel) => store.Write(container, path, content, cancel);
    public Task Stage(string container, string path, string token, string localFile, CancellationToken cancel) => store.Stage(container, path, token, localFile, cancel);
    public Task Publish(string container, string path, string token, CancellationToken cancel) => store.Publish(container, path, token, cancel);
    public Task Forget(string token, CancellationToken cancel) => store.Forget(token, cancel);
    public Task<string?> Fetch(string container, string path, string scratch, CancellationToken cancel) => store.Fetch(container, path, scratch, cancel);
    public IAsyncEnumerable<Listed> List(string container, string prefix, CancellationToken cancel) => store.List(container, prefix, cancel);
    public Task Delete(string container, string path, CancellationToken cancel) => store.Delete(container, path, cancel);
}
