using System.Text.Json;
using System.Text.Json.Serialization;

namespace FrontDoor.Domain;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Contract))]
sealed partial class ContractJson : JsonSerializerContext
{
    /// <summary>No key that is not known, no key twice, none missing that is required.</summary>
    public static ContractJson Strict { get; } = new(new JsonSerializerOptions(Default.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    });
}
