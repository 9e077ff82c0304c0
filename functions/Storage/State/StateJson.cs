using System.Text.Json.Serialization;

namespace FrontDoor.Storage.State;

/// <summary>JSON serialisation of the part that is read first.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(SchemaOnly))]
[JsonSerializable(typeof(IdentityAccess))]
[JsonSerializable(typeof(SenderPauses))]
[JsonSerializable(typeof(ScanResult))]
[JsonSerializable(typeof(Erasure))]
[JsonSerializable(typeof(LegalHold))]
public sealed partial class StateJson : JsonSerializerContext;
