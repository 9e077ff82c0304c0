using System.Globalization;
using System.Text;
using System.Text.Json;
using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>An alert in the broker's words: MessageId and Label, the facts a subscription filters on, and many in one body.</summary>
static class BrokerMessage
{
    /// <summary>Bytes of one request: 256 KB is the limit of the Standard tier, headers included.</summary>
    public const int LargestRequest = 248 * 1024;

    /// <summary>A digest is stale before the next week's; everything else lives as long as the topic says.</summary>
    const string DigestLives = "7.00:00:00";

    /// <summary>One line of ASCII, as a header must be: the writer escapes everything else.</summary>
    public static string Properties(Alert alert) => Encoding.ASCII.GetString(Written(json => Properties(json, alert)));

    /// <summary>Custom properties: words of the contracts, never of a file's row.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(Alert alert) =>
    [
        ("agency", alert.Notice.Agency), ("feed", alert.Notice.Feed), ("severity", alert.Notice.Severity),
        .. alert.Notice.LaCode is { } council ? ((string, string)[])[("la_code", council)] : [],
        .. alert.To.Count == 0 ? [] : ((string, string)[])[("route", $",{string.Join(',', alert.To)},")],
    ];

    /// <summary>In their order, as many to a request as fit.</summary>
    public static IEnumerable<IReadOnlyList<Alert>> Split(IReadOnlyList<Alert> alerts)
    {
        var (request, bytes) = (new List<Alert>(), 2); // the brackets
        foreach (var alert in alerts)
        {
            var size = Written(json => Item(json, alert)).Length + 1; // its comma
            if (request.Count > 0 && bytes + size > LargestRequest)
            {
                yield return request;
                (request, bytes) = ([], 2);
            }
            request.Add(alert);
            bytes += size;
        }
        if (request.Count > 0) yield return request;
    }

    public static byte[] Batch(IReadOnlyList<Alert> alerts) => Written(json =>
    {
        json.WriteStartArray();
        foreach (var alert in alerts) Item(json, alert);
        json.WriteEndArray();
    });

    static void Item(Utf8JsonWriter json, Alert alert)
    {
        json.WriteStartObject();
        json.WriteString("Body", AlertEvent.Write(alert));
        json.WritePropertyName("BrokerProperties");
        Properties(json, alert);
        json.WriteStartObject("UserProperties");
        foreach (var (name, value) in Facts(alert)) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Properties(Utf8JsonWriter json, Alert alert)
    {
        json.WriteStartObject();
        json.WriteString("MessageId", alert.Notice.NoticeId);
        json.WriteString("Label", alert.Notice.Kind);
        if (alert.Notice.Kind == "digest") json.WriteString("TimeToLiveTimeSpan", DigestLives);
        if (alert.NotBefore is { } moment) json.WriteString("ScheduledEnqueueTimeUtc", moment.UtcDateTime.ToString("R", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text)) write(json);
        return text.ToArray();
    }
}
