using System.Text.Json;
using FrontDoor.App.Messages;

namespace FrontDoor.App.AcknowledgeAlert;

/// <summary>Who attends to an alert, and why: the whole body of the request, read strictly.</summary>
sealed record AcknowledgeAlertBody(string By, string Reason)
{
    const string Expected = "an object of two texts: {\"by\": a role, \"reason\": words}";
    const int LongestRole = 100, LongestReason = 4000;

    /// <summary>The body, or what is wrong with it; what was found is said without its words, which may name people.</summary>
    public static async Task<(AcknowledgeAlertBody? Body, string? Found)> Read(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType()) return (null, "a body that is not application/json");
        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return (null, $"JSON that is no object but a {json.RootElement.ValueKind}");
            var keys = json.RootElement.EnumerateObject().Select(member => member.Name).ToList();
            if (keys.Except(["by", "reason"]).Any()) return (null, "a key other than by and reason");
            if (keys.Count != keys.Distinct().Count()) return (null, "a key twice");
            var (by, reason) = (Text(json.RootElement, "by"), Text(json.RootElement, "reason"));
            return by is null ? (null, "no by, or none with words in it")
                : reason is null ? (null, "no reason, or none with words in it")
                : by.Length > LongestRole ? (null, $"a by of {by.Length} characters; a role has {LongestRole} at most")
                : reason.Length > LongestReason ? (null, $"a reason of {reason.Length} characters; there are {LongestReason} at most")
                : (new AcknowledgeAlertBody(by, reason), null);
        }
        catch (JsonException)
        {
            return (null, "a body that is not JSON");
        }
    }

    public static AcknowledgeAlertFault Fault(string found) => new("BAD_BODY", found, Expected, "Send it again; nothing was changed.");

    static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString()!.Trim() is { Length: > 0 } text ? text : null;
}
