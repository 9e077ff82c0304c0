using System.Text.Json.Serialization;

namespace FrontDoor.Domain.Feeds;

/// <summary>Reads contracts and code lists strictly: no key that is not known, no key twice, none missing that is required.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Contract))]
[JsonSerializable(typeof(CodeList))]
sealed partial class ContractJson : JsonSerializerContext;
