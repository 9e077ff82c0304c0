using System.Text.Json.Serialization;

namespace FrontDoor.Storage.Alerts;

/// <summary>The JSON shapes of an alert.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    WriteIndented = false)]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(StoredAlert))]
public sealed partial class StoredAlertJson : JsonSerializerContext;
