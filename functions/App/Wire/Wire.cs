using System.Text.Json.Serialization;

namespace FrontDoor.App;

/// <summary>Every JSON shape the app answers or sends with.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InvocationResult))]
[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(AttendAnswer))]
[JsonSerializable(typeof(AttendFault))]
sealed partial class Wire : JsonSerializerContext;
