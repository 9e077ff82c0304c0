using System.Text;
using System.Text.Json;
using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>A notice in the broker's words: MessageId and Label, the facts a subscription filters on, and many in one body.</summary>
static class BrokerMessage
{
    /// <summary>One line of ASCII, as a header must be: the writer escapes everything else.</summary>
    public static string Properties(Notice notice)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text)) Properties(json, notice);
        return Encoding.ASCII.GetString(text.ToArray());
    }

    /// <summary>Custom properties: words of the contracts, never of a file's row.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(Notice notice) =>
        [("agency", notice.Agency), ("feed", notice.Feed), ("severity", notice.Severity)];

    public static byte[] Batch(IReadOnlyList<Notice> notices)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            foreach (var notice in notices)
            {
                json.WriteStartObject();
                json.WriteString("Body", AlertEvent.Write(notice));
                json.WritePropertyName("BrokerProperties");
                Properties(json, notice);
                json.WriteStartObject("UserProperties");
                foreach (var (name, value) in Facts(notice)) json.WriteString(name, value);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return text.ToArray();
    }

    static void Properties(Utf8JsonWriter json, Notice notice)
    {
        json.WriteStartObject();
        json.WriteString("MessageId", notice.NoticeId);
        json.WriteString("Label", notice.Kind);
        json.WriteEndObject();
    }
}
