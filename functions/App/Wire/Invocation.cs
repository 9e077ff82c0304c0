using System.Text.Json;

namespace FrontDoor.App;

/// <summary>Reads what the Functions host posts. Only Data counts: Metadata is overwritten by whatever properties a message happens to have.</summary>
static class Invocation
{
    const string IdHeader = "X-Azure-Functions-InvocationId";

    /// <summary>The trigger's message, however often the host or the sender quoted it: text, or an object's JSON.</summary>
    public static async Task<string> Message(HttpRequest request, string binding, CancellationToken cancel)
    {
        if (!request.HasJsonContentType()) throw new BadInvocation(StatusCodes.Status415UnsupportedMediaType, "NOT_JSON");
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancel);
            return body.RootElement.ValueKind == JsonValueKind.Object
                && body.RootElement.TryGetProperty("Data", out var data) && data.ValueKind == JsonValueKind.Object
                && data.TryGetProperty(binding, out var message) && message.ValueKind != JsonValueKind.Null
                ? Unquoted(message.ValueKind == JsonValueKind.String ? message.GetString()! : message.GetRawText())
                : throw new BadInvocation(StatusCodes.Status400BadRequest, "NO_MESSAGE");
        }
        catch (JsonException)
        {
            throw new BadInvocation(StatusCodes.Status400BadRequest, "NOT_JSON");
        }
    }

    /// <summary>The message of a queue of notices.</summary>
    public static async Task<string> NoticeId(HttpRequest request, CancellationToken cancel)
    {
        var id = await Message(request, "msg", cancel);
        return id.Length > 0 && id.All(char.IsAsciiHexDigit) ? id : throw new BadInvocation(StatusCodes.Status400BadRequest, "NOT_A_NOTICE_ID");
    }

    /// <summary>The host's id of this invocation, for the log; anything that is no id is left out.</summary>
    public static Guid Id(HttpContext http) => Guid.TryParse(http.Request.Headers[IdHeader], out var id) ? id : Guid.Empty;

    static string Unquoted(string text)
    {
        for (var quoted = 0; quoted < 3 && text.AsSpan().TrimStart() is ['"', ..]; quoted++)
        {
            try
            {
                using var inner = JsonDocument.Parse(text);
                text = inner.RootElement.GetString()!;
            }
            catch (JsonException)
            {
                break; // begins with a quote and is no JSON: the text itself
            }
        }
        return text;
    }
}
