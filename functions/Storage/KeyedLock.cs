using System.Collections.Concurrent;

namespace FrontDoor.Storage;

/// <summary>Files of one feed and sender, one at a time in this process, first come first served. At once, all but one would lose the
/// commit and do everything again, and one might lose for ever.</summary>
public sealed class KeyedLock
{
    readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Waits for its turn; over when disposed.</summary>
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
