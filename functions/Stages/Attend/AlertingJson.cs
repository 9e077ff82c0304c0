using System.Text.Json.Serialization;

namespace FrontDoor.Stages;

/// <summary>The JSON shapes of what is made of alerts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(Attended))]
[JsonSerializable(typeof(RoundUp))]
[JsonSerializable(typeof(JoinedBy))]
public sealed partial class AlertingJson : JsonSerializerContext;
