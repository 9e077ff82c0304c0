using System.Text.Json.Serialization;

namespace FrontDoor.Storage.Publishing;

/// <summary>The JSON shape of the list of a table's files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(LakeManifest))]
public sealed partial class LakeJson : JsonSerializerContext;
