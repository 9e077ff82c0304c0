namespace FrontDoor.Ingestion.Tests;

/// <summary>A rule that a damaged file made the reading break, in words that hold nothing of the file.</summary>
sealed class FuzzFault(string what) : Exception(what);
