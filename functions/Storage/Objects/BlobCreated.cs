using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FrontDoor.Storage.Objects;

/// <summary>A message on <see cref="Queues.Arrivals"/>: one version of a blob was created, or scanned for malware. In Event Grid's own
/// schema, or as a CloudEvent.</summary>
/// <param name="Type">The event's type; only <see cref="Created"/> and <see cref="Scanned"/> are about a file.</param>
/// <param name="Api">The storage call that made it; only those of <see cref="Finished"/> leave a whole file.</param>
/// <param name="ETag">Without quotes; empty if the event has none.</param>
public sealed record BlobCreated(string Type, string Api, string Url, string ETag, long Bytes, DateTimeOffset At)
{
    /// <summary>The W3C trace context of the event's sender, as in CloudEvents; usually none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What the scan says that found nothing, and the one that did. Any other word is no result.</summary>
    const string Clean = "No threats found", Malicious = "Malicious";

    public const string Created = "Microsoft.Storage.BlobCreated";

    /// <summary>Defender for Storage sends it when its scan of the version ends.</summary>
    public const string Scanned = "Microsoft.Security.MalwareScanningResult";

    /// <summary>What the scan found; null where this tells of no scan, or of one without a result.</summary>
    public bool? HasMalware { get; init; }

    /// <summary>Calls after which the file is whole; CreateFile and SftpCreate only open it.</summary>
    public static readonly IReadOnlySet<string> Finished =
        new HashSet<string>(StringComparer.Ordinal) { "PutBlob", "PutBlockList", "FlushWithClose", "SftpCommit", "CopyBlob" };

    public bool IsFile => Type == Scanned || (Type == Created && Finished.Contains(Api));

    /// <summary>The events in a message: one, or an array of them. Throws a <see cref="FormatException"/>, without the text, if it has
    /// none.</summary>
    public static IReadOnlyList<BlobCreated> Read(string message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            return json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Select(One)]
                : [One(json.RootElement)];
        }
        catch (JsonException fault)
        {
            throw new FormatException(
                $"An arrivals message is not JSON (byte {fault.BytePositionInLine}); expected one BlobCreated event.");
        }
    }

    /// <summary>The message for a blob as Event Grid would send it. RecoverFiles sends it for lost files, the local host for every
    /// file.</summary>
    public static string Write(string container, string path, Uri url, string eTag, long bytes, DateTimeOffset at)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("topic", "front-door/landing");
            json.WriteString("subject", $"/blobServices/default/containers/{container}/blobs/{path}");
            json.WriteString("eventType", Created);
            json.WriteString("eventTime", at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("id", Unquoted(eTag));
            json.WriteStartObject("data");
            json.WriteString("api", "PutBlob");
            json.WriteString("eTag", Unquoted(eTag));
            json.WriteNumber("contentLength", bytes);
            json.WriteString("blobType", "BlockBlob");
            json.WriteString("url", url.AbsoluteUri);
            json.WriteEndObject();
            json.WriteString("dataVersion", "");
            json.WriteString("metadataVersion", "1");
            if (Activity.Current?.Id is { } traceParent) json.WriteString("traceparent", traceParent);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>A tag without its quotes and weak mark, because services write the same tag in three ways.</summary>
    public static string Unquoted(string eTag) =>
        (eTag.StartsWith("W/", StringComparison.Ordinal) ? eTag[2..] : eTag).Trim('"');

    static BlobCreated One(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException($"An arrivals message holds a {json.ValueKind}; expected one BlobCreated event.");
        json.TryGetProperty("data", out var data);
        return new BlobCreated(
            Type: Text(json, "eventType") ?? Text(json, "type") ?? "",
            Api: Text(data, "api") ?? "",
            Url: Text(data, "url") ?? Text(data, "blobUri") ?? "",
            ETag: Unquoted(Text(data, "eTag") ?? Text(data, "etag") ?? ""),
            Bytes: data.ValueKind == JsonValueKind.Object && data.TryGetProperty("contentLength", out var length)
                && length.TryGetInt64(out var bytes) ? bytes : 0,
            At: DateTimeOffset.TryParse(Text(json, "eventTime") ?? Text(json, "time"), CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : default)
        {
            TraceParent = Text(json, "traceparent"),
            HasMalware = Text(data, "scanResultType") switch { Clean => false, Malicious => true, _ => null },
        };
    }

    static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
