namespace FrontDoor.Local.FunctionsHost;

/// <summary>Brings a function what triggers it. Disposing of it takes nothing new, and waits for the invocations that run.</summary>
interface ITriggerListener : IAsyncDisposable
{
    /// <exception cref="ExplainedException">A setting is missing or malformed.</exception>
    Task Start(CancellationToken cancellationToken);
}
