namespace FrontDoor.App.Invocations;

/// <summary>An invocation failed, as the host and its log may know it: by a code of ours, without the exception that was the
/// cause.</summary>
sealed class FunctionFailedException(string code)
    : Exception($"{code}: the function failed; a queue's message is brought again. The app's own log names the cause by its type.")
{
    public string Code { get; } = code;
}
