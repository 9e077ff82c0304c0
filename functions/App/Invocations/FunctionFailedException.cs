namespace FrontDoor.App.Invocations;

/// <summary>A failed invocation, for the host and its log: only a code, without the exception that caused it.</summary>
sealed class FunctionFailedException(string code)
    : Exception($"{code}: the function failed; a queue message is delivered again. The app's own log names the cause by its type.")
{
    public string Code { get; } = code;
}
