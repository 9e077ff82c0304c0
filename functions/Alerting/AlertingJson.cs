using System.Text.Json.Serialization;

namespace FrontDoor.Alerting;

/// <summary>JSON serialisation of this project's state documents.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(AlertDigest))]
[JsonSerializable(typeof(AlertGroup))]
public sealed partial class AlertingJson : JsonSerializerContext;
