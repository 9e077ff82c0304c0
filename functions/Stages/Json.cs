using System.Text.Json;
using System.Text.Json.Serialization;

namespace FrontDoor.Stages;

/// <summary>Every JSON shape the stages write or read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(LedgerEntry))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(StoredAlert))]
[JsonSerializable(typeof(RoundUp))]
[JsonSerializable(typeof(JoinedBy))]
[JsonSerializable(typeof(QuietUntil))]
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(Attended))]
[JsonSerializable(typeof(IdentityAccess))]
[JsonSerializable(typeof(SchemaOnly))]
[JsonSerializable(typeof(IngestResult))]
[JsonSerializable(typeof(LakeManifest))]
public sealed partial class Json : JsonSerializerContext;
