using System.Text.Json.Serialization;

namespace FrontDoor.Ingestion;

/// <summary>The JSON shape of what became of a file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(IngestResult))]
public sealed partial class IngestJson : JsonSerializerContext;
