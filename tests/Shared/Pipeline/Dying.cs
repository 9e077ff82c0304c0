using FrontDoor.Storage.Objects;

namespace FrontDoor.Tests;

/// <summary>The process died: nothing it would have done after this is done.</summary>
sealed class Died : Exception;

/// <summary>A store whose process dies just before the n-th call that changes something, and stays dead. To die before a call that only
/// reads is to die before the next that changes.</summary>
sealed class Dying(IStore store, int atCall) : IStore
{
    int _calls;

    public int Calls => _calls;

    public Task<Stored?> Read(string container, string path, CancellationToken cancel) => Living().Read(container, path, cancel);
    public Task Write(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        Live().Write(container, path, content, cancel);
    public Task<bool> TryWrite(string container, string path, ReadOnlyMemory<byte> content, string? expected, CancellationToken cancel) =>
        Live().TryWrite(container, path, content, expected, cancel);
    public Task Stage(string container, string path, string token, string localFile, CancellationToken cancel) =>
        Live().Stage(container, path, token, localFile, cancel);
    public Task Publish(string container, string path, string token, CancellationToken cancel) =>
        Live().Publish(container, path, token, cancel);
    public Task Forget(string token, CancellationToken cancel) => Live().Forget(token, cancel);
    public Task<string?> Fetch(string container, string path, string scratch, CancellationToken cancel) =>
        Living().Fetch(container, path, scratch, cancel);
    public Task<Fetched?> FetchVersion(string container, string path, string scratch, CancellationToken cancel) =>
        Living().FetchVersion(container, path, scratch, cancel);
    public Task<bool> TryReplace(string container, string path, string localFile, string? expected, CancellationToken cancel) =>
        Live().TryReplace(container, path, localFile, expected, cancel);
    public IAsyncEnumerable<Listed> List(string container, string prefix, CancellationToken cancel) =>
        Living().List(container, prefix, cancel);
    public Task Delete(string container, string path, CancellationToken cancel) => Live().Delete(container, path, cancel);

    IStore Live() => Interlocked.Increment(ref _calls) < atCall ? store : throw new Died();

    IStore Living() => Volatile.Read(ref _calls) < atCall ? store : throw new Died();
}
