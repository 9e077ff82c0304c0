using System.Text.Json.Serialization;

namespace FrontDoor.Storage.Publishing;

/// <summary>JSON serialisation of <see cref="LakeManifest"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(LakeManifest))]
public sealed partial class LakeJson : JsonSerializerContext;
