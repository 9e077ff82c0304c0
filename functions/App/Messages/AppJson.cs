using System.Text.Json.Serialization;

namespace FrontDoor.App.Messages;

/// <summary>JSON serialisation of the app's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FailureAnswer))]
[JsonSerializable(typeof(NoticeMessage))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(AcknowledgeAlertAnswer))]
[JsonSerializable(typeof(AcknowledgeAlertFault))]
sealed partial class AppJson : JsonSerializerContext;
