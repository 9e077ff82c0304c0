using System.Text.Json.Serialization;

namespace FrontDoor.App;

/// <summary>What the Functions host must get for a finished invocation: 2xx, JSON, and never an empty body, for on that it waits until the function times out.</summary>
/// <param name="Logs">Lines of counts for the function's own log.</param>
sealed record InvocationResult([property: JsonPropertyName("Logs")] IReadOnlyList<string> Logs);
