using System.Runtime.ExceptionServices;

namespace FrontDoor.Storage;

/// <summary>Does the same work for many: a failure of one does not stop the others, and is thrown once all are done.</summary>
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

    /// <summary>Throws the first failure, if there was one.</summary>
    public void End() => _first?.Throw();
}
