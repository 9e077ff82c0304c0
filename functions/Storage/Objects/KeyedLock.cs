using System.Collections.Concurrent;

namespace FrontDoor.Storage.Objects;

/// <summary>A lock for each feed and sender within this process, first come first served. Without it, all but one of several files would
/// lose the commit and start again, and one might lose for ever.</summary>
public sealed class KeyedLock
{
    readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Waits for the lock. Dispose the result to release it.</summary>
    public async Task<IDisposable> Wait(string of, CancellationToken cancel)
    {
        var turn = _turns.GetOrAdd(of, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancel);
        return new Turn(turn);
    }

    sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
