using System.Text.Json.Serialization;

namespace FrontDoor.Stages;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(WeekSummary))]
sealed partial class WeekJson : JsonSerializerContext;
