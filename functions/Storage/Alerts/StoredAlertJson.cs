using System.Text.Json.Serialization;

namespace FrontDoor.Storage.Alerts;

/// <summary>JSON serialisation of <see cref="StoredAlert"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(StoredAlert))]
public sealed partial class StoredAlertJson : JsonSerializerContext;
