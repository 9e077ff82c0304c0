namespace FrontDoor.Formats.Content;

/// <summary>Where a row stands: which part of the file, and its line there.</summary>
public readonly record struct RowPlace(int Part, int Line);
