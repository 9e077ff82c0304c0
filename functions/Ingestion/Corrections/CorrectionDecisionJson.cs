using System.Text.Json.Serialization;

namespace FrontDoor.Ingestion.Corrections;

/// <summary>The JSON shape of a decision about a correction.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(CorrectionDecision))]
public sealed partial class CorrectionDecisionJson : JsonSerializerContext;
