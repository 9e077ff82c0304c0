using System.Runtime.ExceptionServices;

namespace FrontDoor.Storage;

/// <summary>The same work for each of many: what fails for one keeps none of the others waiting, and is thrown once all are done.</summary>
public sealed class IndependentSteps
{
    ExceptionDispatchInfo? _first;

    public async Task Do(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _first ??= ExceptionDispatchInfo.Capture(fault);
        }
    }

    /// <summary>Throws what failed, if anything did: of several, the first; where storage is down all fail alike.</summary>
    public void End() => _first?.Throw();
}
