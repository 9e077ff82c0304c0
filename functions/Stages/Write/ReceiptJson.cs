using System.Text.Json.Serialization;

namespace FrontDoor.Stages;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Receipt))]
sealed partial class ReceiptJson : JsonSerializerContext;
