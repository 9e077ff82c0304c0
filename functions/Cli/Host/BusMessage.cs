using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace FrontDoor.Cli;

/// <summary>One message as the topic keeps it and a subscriber gets it.</summary>
/// <param name="Label">The kind of notice.</param>
/// <param name="Facts">Its custom properties.</param>
/// <param name="ContentType">Null for one that came in a batch.</param>
sealed record BusMessage(string MessageId, string Label, IReadOnlyDictionary<string, string> Facts, string? ContentType, string Body)
{
    /// <summary>Exactly this: with a charset it would be one message whose body is the list.</summary>
    public const string Batch = "application/vnd.microsoft.servicebus.json";

    const int LongestId = 128;

    public DateTimeOffset? NotBefore { get; init; }
    public TimeSpan? Lives { get; init; }

    public string Fact(string name) => Facts.GetValueOrDefault(name, "");

    /// <summary>What a request brings, or a <see cref="FormatException"/> where Service Bus would answer 400.</summary>
    public static IReadOnlyList<BusMessage> Read(HttpListenerRequest request, string body)
    {
        try
        {
            if (request.ContentType?.StartsWith(Batch, StringComparison.Ordinal) != true) return [One(request, body)];
            if (request.ContentType != Batch) throw new FormatException("a charset makes of a batch one message");
            using var batch = JsonDocument.Parse(body);
            return [.. batch.RootElement.EnumerateArray().Select(message => Of(
                message.GetProperty("BrokerProperties"),
                message.GetProperty("UserProperties").EnumerateObject().ToDictionary(fact => fact.Name, fact => fact.Value.GetString()!),
                null, message.GetProperty(nameof(Body)).GetString()!))];
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException(fault.Message, fault);
        }
    }

    static BusMessage One(HttpListenerRequest request, string body)
    {
        if (request.Headers.GetValues("BrokerProperties") is not { } all || !Ascii.IsValid(string.Join(',', all))) throw new FormatException("BrokerProperties is not one line of ASCII");
        var facts = new Dictionary<string, string>();
        foreach (var name in (string[])["agency", "feed", "severity"])
            facts[name] = request.Headers[name] is ['"', .. var inner, '"'] ? inner : throw new FormatException($"the property {name} is not quoted");
        if (request.Headers["route"] is { } route) facts["route"] = route.Trim('"');
        using var properties = JsonDocument.Parse(string.Join(',', all)); // the listener splits a header at its commas
        return Of(properties.RootElement, facts, request.ContentType, body);
    }

    static BusMessage Of(JsonElement properties, Dictionary<string, string> facts, string? contentType, string body)
    {
        var id = properties.GetProperty(nameof(MessageId)).GetString()!;
        if (id.Length is 0 or > LongestId) throw new FormatException($"MessageId has 1 to {LongestId} characters");
        return new BusMessage(id, properties.GetProperty(nameof(Label)).GetString()!, facts, contentType, body)
        {
            NotBefore = properties.TryGetProperty("ScheduledEnqueueTimeUtc", out var moment) ? DateTimeOffset.ParseExact(moment.GetString()!, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null,
            Lives = properties.TryGetProperty("TimeToLiveTimeSpan", out var span) ? TimeSpan.Parse(span.GetString()!, CultureInfo.InvariantCulture) : null,
        };
    }
}
