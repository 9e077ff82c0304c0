using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FrontDoor.Cli;

/// <summary>What the host knows of a queue message besides its text.</summary>
sealed record MessageFacts(string Id, string PopReceipt, long DequeueCount, DateTimeOffset Inserted, DateTimeOffset Expires, DateTimeOffset NextVisible);

/// <summary>What the host adds to every invocation under <c>sys</c>.</summary>
sealed record InvocationFacts(string Function, DateTimeOffset At, Guid Id);

/// <summary>
/// The body the Functions host posts to a custom handler: strings encoded twice, seconds only in dates, and each property of a
/// JSON message laid over the trigger's own metadata (an event's id takes the place of the message's).
/// </summary>
static partial class Envelope
{
    static readonly JsonWriterOptions s_writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")]
    static partial Regex LooksLikeADate { get; }

    public static byte[] Queue(string binding, string text, MessageFacts message, InvocationFacts invocation)
    {
        var metadata = Metadata(invocation);
        metadata["DequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture);
        metadata["ExpirationTime"] = Moment(message.Expires);
        metadata["Id"] = Twice(message.Id);
        metadata["InsertionTime"] = Moment(message.Inserted);
        metadata["NextVisibleTime"] = Moment(message.NextVisible);
        metadata["PopReceipt"] = Twice(message.PopReceipt);
        LayOver(metadata, text);
        return Write(new JsonObject { [binding] = Twice(text) }, metadata);
    }

    /// <summary>No schedule is kept between runs, so ScheduleStatus is null, as with useMonitor false.</summary>
    public static byte[] Timer(string binding, InvocationFacts invocation) =>
        Write(
            new JsonObject
            {
                [binding] = new JsonObject { ["Schedule"] = new JsonObject { ["AdjustForDST"] = true }, ["ScheduleStatus"] = null, ["IsPastDue"] = false },
            },
            Metadata(invocation));

    static OrderedDictionary<string, JsonNode?> Metadata(InvocationFacts invocation) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["sys"] = new JsonObject
        {
            ["MethodName"] = invocation.Function,
            ["UtcNow"] = invocation.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
            ["RandGuid"] = invocation.Id.ToString(),
        },
    };

    static void LayOver(OrderedDictionary<string, JsonNode?> metadata, string text)
    {
        if (Parse(text) is not JsonObject message) return;
        foreach (var (name, value) in message)
            switch (value)
            {
                case null or JsonArray: break;
                case JsonObject inner: metadata[name] = inner.DeepClone(); break;
                default: metadata[name] = Twice(Scalar(value.AsValue())); break;
            }
    }

    static string Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.String when value.GetValue<string>() is var text && LooksLikeADate.IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) =>
            moment.UtcDateTime.ToString("MM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null; // a message of plain text adds nothing to the metadata
        }
    }

    static byte[] Write(JsonObject data, OrderedDictionary<string, JsonNode?> metadata)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, s_writer))
            new JsonObject { ["Data"] = data, ["Metadata"] = new JsonObject(metadata) }.WriteTo(json);
        return body.ToArray();
    }

    static string Twice(string text) => new StringBuilder("\"").Append(JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)).Append('"').ToString();

    static string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
