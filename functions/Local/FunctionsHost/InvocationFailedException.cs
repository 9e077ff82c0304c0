namespace FrontDoor.Local.FunctionsHost;

/// <summary>The worker did not do what it was asked, or ended before it answered.</summary>
sealed class InvocationFailedException(string why, Exception? cause = null) : Exception(why, cause);
