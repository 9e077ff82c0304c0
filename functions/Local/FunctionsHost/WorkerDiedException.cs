namespace FrontDoor.Local.FunctionsHost;

/// <summary>The worker ended before it answered.</summary>
sealed class WorkerDiedException(string how) : Exception(how);
