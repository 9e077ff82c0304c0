using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FrontDoor.Reporting.Publishing;

/// <summary>The list of a report's files, written after them: a report with this list is complete.</summary>
public sealed record ReportManifest
{
    public const string Name = "manifest.json";

    static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file of its own, in no page
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The schema of this document.</summary>
    [JsonPropertyOrder(-1)]
    public int Schema { get; init; } = 1;

    /// <summary>weekly, monthly or evidence.</summary>
    public required string Report { get; init; }

    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }

    /// <summary>What is received later is not counted.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The version of the rules, and the hash of their list; null where the report does not have them.</summary>
    public string? RulesVersion { get; init; }

    public string? RulesSha256 { get; init; }

    public required IReadOnlyList<ListedFile> Files { get; init; }

    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, s_json), (byte)'\n'];
}

/// <summary>A file with its hash, in hexadecimal.</summary>
public sealed record ListedFile(string Name, long Bytes, string Sha256)
{
    public static ListedFile Of(ReportFile file) =>
        new(file.Name, file.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(file.Bytes)));
}
