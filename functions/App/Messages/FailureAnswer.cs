namespace FrontDoor.App.Messages;

/// <summary>The answer to an HTTP request that failed: a code, never a message that could hold personal data.</summary>
sealed record FailureAnswer(string Error);
