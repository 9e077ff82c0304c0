namespace FrontDoor.Local.FunctionsHost;

/// <summary>Listens for a trigger and runs its function. Disposing of it stops listening and waits for running invocations.</summary>
interface ITriggerListener : IAsyncDisposable
{
    /// <exception cref="ExplainedException">A setting is missing or malformed.</exception>
    Task Start(CancellationToken cancellationToken);
}
