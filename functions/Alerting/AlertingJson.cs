using System.Text.Json.Serialization;

namespace FrontDoor.Alerting;

/// <summary>The JSON shapes of what is made of alerts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(AlertDigest))]
[JsonSerializable(typeof(AlertGroup))]
public sealed partial class AlertingJson : JsonSerializerContext;
