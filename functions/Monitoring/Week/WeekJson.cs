using System.Text.Json.Serialization;

namespace FrontDoor.Monitoring.Week;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(WeekSummary))]
sealed partial class WeekJson : JsonSerializerContext;
