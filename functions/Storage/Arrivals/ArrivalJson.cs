using System.Text.Json.Serialization;

namespace FrontDoor.Storage.Arrivals;

/// <summary>The JSON shape of an arrival in the ledger.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(LedgerEntry))]
public sealed partial class ArrivalJson : JsonSerializerContext;
