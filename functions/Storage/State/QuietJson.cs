using System.Text.Json.Serialization;

namespace FrontDoor.Storage.State;

/// <summary>JSON serialisation of <see cref="QuietUntil"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(QuietUntil))]
public sealed partial class QuietJson : JsonSerializerContext;
