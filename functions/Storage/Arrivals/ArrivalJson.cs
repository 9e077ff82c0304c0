using System.Text.Json.Serialization;

namespace FrontDoor.Storage.Arrivals;

/// <summary>JSON serialisation of the documents about arrivals.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(LedgerEntry))]
[JsonSerializable(typeof(ErasedFile))]
public sealed partial class ArrivalJson : JsonSerializerContext;
