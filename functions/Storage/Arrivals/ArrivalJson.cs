using System.Text.Json.Serialization;

namespace FrontDoor.Storage.Arrivals;

/// <summary>JSON serialisation of <see cref="LedgerEntry"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(LedgerEntry))]
public sealed partial class ArrivalJson : JsonSerializerContext;
