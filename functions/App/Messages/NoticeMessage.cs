using System.Diagnostics;
using System.Text.Json;
using Azure.Storage.Queues.Models;

namespace FrontDoor.App.Messages;

/// <summary>A message of the queue notices: the id of a notice in the outbox, and the trace of the work that raised it.</summary>
/// <param name="Traceparent">W3C trace context; absent if there was no trace.</param>
sealed record NoticeMessage(string NoticeId, string? Traceparent)
{
    public static string Write(string noticeId) =>
        JsonSerializer.Serialize(new(noticeId, Activity.Current?.Id), AppJson.Default.NoticeMessage);

    /// <exception cref="MessageException">It has no notice id.</exception>
    public static NoticeMessage Read(QueueMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize(MessageText.Of(message), AppJson.Default.NoticeMessage)
                is { NoticeId: { Length: > 0 } id } read && id.All(char.IsAsciiHexDigit)
                ? read
                : throw new MessageException("NOT_A_NOTICE");
        }
        catch (JsonException)
        {
            throw new MessageException("NOT_A_NOTICE");
        }
    }
}
