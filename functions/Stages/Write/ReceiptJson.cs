using System.Text.Json.Serialization;

namespace FrontDoor.Stages;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(WeekSummary))]
sealed partial class ReceiptJson : JsonSerializerContext;
