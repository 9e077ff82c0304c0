namespace FrontDoor.Local.FunctionsHost;

/// <summary>The worker failed a request, or ended before it answered.</summary>
sealed class InvocationFailedException(string why, Exception? cause = null) : Exception(why, cause);
