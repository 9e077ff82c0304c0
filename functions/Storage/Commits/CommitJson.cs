using System.Text.Json.Serialization;

namespace FrontDoor.Storage.Commits;

/// <summary>The JSON shapes of arrivals and of what is committed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(Manifest))]
public sealed partial class CommitJson : JsonSerializerContext;
