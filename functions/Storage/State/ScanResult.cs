using System.Text.Json.Serialization;

namespace FrontDoor.Storage.State;

/// <summary>What the malware scan of one version of a file found, in <c>state/scans/{xx}/{file id}.json</c>. Only kept where a scan is
/// required.</summary>
public sealed record ScanResult : IStateDocument
{
    static JsonSerializerContext IStateDocument.Json => StateJson.Default;

    public static int Newest => 1;

    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = Newest;
    public required string FileId { get; init; }
    public required bool HasMalware { get; init; }
    public required DateTimeOffset FoundAt { get; init; }
}
