namespace FrontDoor.Local.FunctionsHost;

/// <summary>An invocation that the host counts as failed, and why.</summary>
sealed class InvocationFailedException(string why) : Exception(why);
