using System.Text.Json.Serialization;

namespace FrontDoor.Domain.Alerts;

/// <summary>Reads policies as strictly as contracts are read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AlertPolicy))]
sealed partial class AlertPolicyJson : JsonSerializerContext;
