using System.Text.Json.Serialization;

namespace FrontDoor.Ingestion.Corrections;

/// <summary>JSON serialisation of <see cref="CorrectionDecision"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(CorrectionDecision))]
public sealed partial class CorrectionDecisionJson : JsonSerializerContext;
