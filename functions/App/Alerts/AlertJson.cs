using System.Text.Json.Serialization;

namespace FrontDoor.App.Alerts;

/// <summary>JSON serialisation of <see cref="AlertEvent"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AlertEvent))]
sealed partial class AlertJson : JsonSerializerContext;
