using System.Text.Json.Serialization;

namespace FrontDoor.Storage.State;

/// <summary>The JSON shape of a mark that nothing changes before.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(QuietUntil))]
public sealed partial class QuietJson : JsonSerializerContext;
