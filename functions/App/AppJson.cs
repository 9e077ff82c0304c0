using System.Text.Json.Serialization;
using FrontDoor.App.AcknowledgeAlert;
using FrontDoor.App.Health;
using FrontDoor.App.Invocations;
using FrontDoor.App.Storage;

namespace FrontDoor.App;

/// <summary>Every JSON shape the app answers with.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FailureAnswer))]
[JsonSerializable(typeof(NoticeMessage))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(AcknowledgeAlertAnswer))]
[JsonSerializable(typeof(AcknowledgeAlertFault))]
sealed partial class AppJson : JsonSerializerContext;
