using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Queues.Models;
using FrontDoor.Local.FunctionsHost.Protocol;
using Google.Protobuf;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>A queue message as the Functions host hands it to a worker.</summary>
static class QueueMessageData
{
    static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static InvocationRequest Invocation(AppFunction function, Trigger.Queue trigger, QueueMessage message)
    {
        var request = function.NewInvocation(Data(trigger, message));
        request.TriggerMetadata["QueueTrigger"] = new TypedData { String = message.Body.ToString() };
        request.TriggerMetadata["DequeueCount"] = new TypedData { Json = $"{message.DequeueCount}" };
        request.TriggerMetadata["Id"] = new TypedData { String = message.MessageId };
        request.TriggerMetadata["PopReceipt"] = new TypedData { String = message.PopReceipt };
        request.TriggerMetadata["InsertionTime"] = Moment(message.InsertedOn);
        request.TriggerMetadata["ExpirationTime"] = Moment(message.ExpiresOn);
        request.TriggerMetadata["NextVisibleTime"] = Moment(message.NextVisibleOn);
        if (!trigger.Deferred && !trigger.Bytes) LayOver(request, message.Body.ToString());
        return request;
    }

    static TypedData Data(Trigger.Queue trigger, QueueMessage message) => trigger switch
    {
        { Deferred: true } => new() { ModelBindingData = new() { Version = "1.0", Source = "AzureStorageQueues", ContentType = "application/json", Content = Fields(message) } },
        { Bytes: true } => new() { Bytes = ByteString.CopyFrom(message.Body) },
        _ => new() { String = message.Body.ToString() },
    };

    static ByteString Fields(QueueMessage message) => ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            message.MessageId, message.PopReceipt, MessageText = message.Body.ToString(), Body = Convert.ToBase64String(message.Body),
            message.NextVisibleOn, message.InsertedOn, message.ExpiresOn, message.DequeueCount,
        },
        s_json));

    static TypedData Moment(DateTimeOffset? moment) => new() { Json = JsonSerializer.Serialize(moment, s_json) };

    /// <summary>Each property of a JSON message takes the place of the trigger's own of that name, in any case: an event's id that of the message.</summary>
    static void LayOver(InvocationRequest request, string text)
    {
        if (Parse(text) is not { } properties) return;
        foreach (var (name, value) in properties)
        {
            if (value is null or JsonArray) continue;
            var known = request.TriggerMetadata.Keys.FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
            request.TriggerMetadata[known] = value is JsonValue scalar ? new() { String = scalar.ToString() } : new() { Json = value.ToJsonString(s_json) };
        }
    }

    static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null; // a message of plain text adds nothing
        }
    }
}
