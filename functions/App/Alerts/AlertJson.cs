using System.Text.Json.Serialization;

namespace FrontDoor.App.Alerts;

/// <summary>The JSON shape of an alert.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AlertEvent))]
sealed partial class AlertJson : JsonSerializerContext;
