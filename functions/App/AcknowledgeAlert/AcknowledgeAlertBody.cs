using System.Text.Json;
using FrontDoor.App.Messages;

namespace FrontDoor.App.AcknowledgeAlert;

/// <summary>The body of the request: who acknowledges or closes an alert, and why. Read strictly.</summary>
sealed record AcknowledgeAlertBody(string By, string Reason)
{
    const string Expected = "a JSON object with two texts: {\"by\": a role, \"reason\": words}";
    const int LongestRole = 100, LongestReason = 4000;

    /// <summary>The body, or what is wrong with it, without quoting it, because it may name people.</summary>
    public static async Task<(AcknowledgeAlertBody? Body, string? Found)> Read(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType()) return (null, "a body that is not application/json");
        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return (null, $"JSON that is not an object but a {json.RootElement.ValueKind}");
            var keys = json.RootElement.EnumerateObject().Select(member => member.Name).ToList();
            if (keys.Except(["by", "reason"]).Any()) return (null, "a key other than by and reason");
            if (keys.Count != keys.Distinct().Count()) return (null, "a key twice");
            var (by, reason) = (Text(json.RootElement, "by"), Text(json.RootElement, "reason"));
            return by is null ? (null, "by is missing or has no words")
                : reason is null ? (null, "reason is missing or has no words")
                : by.Length > LongestRole ? (null, $"by has {by.Length} characters; at most {LongestRole} are allowed")
                : reason.Length > LongestReason ? (null, $"reason has {reason.Length} characters; at most {LongestReason} are allowed")
                : (new AcknowledgeAlertBody(by, reason), null);
        }
        catch (JsonException)
        {
            return (null, "a body that is not JSON");
        }
    }

    public static AcknowledgeAlertFault Fault(string found) =>
        new("BAD_BODY", found, Expected, "Correct the body and send it again; nothing was changed.");

    static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString()!.Trim() is { Length: > 0 } text ? text : null;
}
