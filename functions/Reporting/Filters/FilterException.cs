namespace FrontDoor.Reporting.Filters;

/// <summary>An address that asks for what there is not. Its message names the key and what is expected, never the value.</summary>
public sealed class FilterException(string message) : Exception(message);
