using System.Text.Json;
using Azure.Storage.Queues.Models;
using FrontDoor.Local.FunctionsHost.Protocol;
using Google.Protobuf;

namespace FrontDoor.Local.FunctionsHost;

/// <summary>A queue message as the Functions host sends it to a worker: fields of an SDK type, bytes or text, and metadata.</summary>
static class QueueMessageData
{
    public static InvocationRequest Invocation(AppFunction function, QueueMessage message)
    {
        var request = function.NewInvocation(function.Trigger switch
        {
            { IsDeferred: true } => new() { ModelBindingData = Fields(message) },
            { DataType: "Binary" } => new() { Bytes = ByteString.CopyFrom(message.Body) },
            _ => new() { String = message.Body.ToString() },
        });
        request.TriggerMetadata["QueueTrigger"] = new() { String = message.Body.ToString() };
        request.TriggerMetadata["Id"] = new() { String = message.MessageId };
        request.TriggerMetadata["PopReceipt"] = new() { String = message.PopReceipt };
        request.TriggerMetadata["DequeueCount"] = new() { Json = $"{message.DequeueCount}" };
        request.TriggerMetadata["InsertionTime"] = Moment(message.InsertedOn);
        request.TriggerMetadata["ExpirationTime"] = Moment(message.ExpiresOn);
        request.TriggerMetadata["NextVisibleTime"] = Moment(message.NextVisibleOn);
        return request;
    }

    static TypedData Moment(DateTimeOffset? moment) => new() { Json = $"\"{moment:yyyy-MM-ddTHH:mm:sszzz}\"" };

    static ModelBindingData Fields(QueueMessage message) => new()
    {
        Version = "1.0",
        Source = "AzureStorageQueues",
        ContentType = "application/json",
        Content = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(new
        {
            message.MessageId,
            message.PopReceipt,
            MessageText = message.Body.ToString(),
            message.DequeueCount,
            message.NextVisibleOn,
            message.InsertedOn,
            message.ExpiresOn,
        })),
    };
}
