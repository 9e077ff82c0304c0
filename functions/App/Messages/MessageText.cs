using System.Text.Json;
using Azure.Storage.Queues.Models;

namespace FrontDoor.App.Messages;

/// <summary>The text of a queue message, without quotes that the sender may have added.</summary>
static class MessageText
{
    const int QuotedAtMost = 3;

    public static string Of(QueueMessage message)
    {
        var text = message.Body.ToString();
        for (var quoted = 0; quoted < QuotedAtMost && text.AsSpan().TrimStart() is ['"', ..]; quoted++)
        {
            try
            {
                using var inner = JsonDocument.Parse(text);
                text = inner.RootElement.GetString()!;
            }
            catch (JsonException)
            {
                break; // it begins with a quote but is not JSON: the text itself
            }
        }
        return text;
    }
}
