using System.Text.Json.Serialization;

namespace FrontDoor.Storage.Commits;

/// <summary>JSON serialisation of manifests.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(Manifest))]
public sealed partial class CommitJson : JsonSerializerContext;
