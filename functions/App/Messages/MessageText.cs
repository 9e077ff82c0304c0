using System.Text.Json;
using Azure.Storage.Queues.Models;

namespace FrontDoor.App.Messages;

/// <summary>The text of a queue's message, out of the quotes that a sender may have put round it.</summary>
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
                break; // begins with a quote and is no JSON: the text itself
            }
        }
        return text;
    }
}
