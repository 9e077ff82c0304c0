using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FrontDoor.App.Messages;
using FrontDoor.App.Storage;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>One Azurite for every test that needs storage.</summary>
[CollectionDefinition(nameof(Azurite))]
public sealed class Account : ICollectionFixture<Azurite>
{
    /// <summary>A store on it with every container and queue made, as a deployment has them.</summary>
    internal static BlobStore Store(Azurite azurite)
    {
        var service = new BlobServiceClient(azurite.ConnectionString);
        foreach (var container in Containers.All) service.GetBlobContainerClient(container).CreateIfNotExists();
        foreach (var queue in (string[])[Queues.Arrivals, Queues.Notices, Queues.LateReferrals])
            new QueueClient(azurite.ConnectionString, queue).CreateIfNotExists();
        return new BlobStore(service);
    }

    /// <summary>The same store, over a wire that fails; the client's own tries are real, but for their waiting.</summary>
    internal static BlobStore Store(Azurite azurite, FailingWire wire)
    {
        var options = new BlobClientOptions
        {
            Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1),
            MaxRetries = 2 }
        };
        options.AddPolicy(wire, Azure.Core.HttpPipelinePosition.PerRetry);
        return new BlobStore(new BlobServiceClient(azurite.ConnectionString, options));
    }

    /// <summary>A queue read as the host reads it.</summary>
    internal static QueueClient Queue(Azurite azurite, string name) =>
        new(azurite.ConnectionString, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    /// <summary>Everything waiting on a queue, taken off it.</summary>
    internal static async Task<List<string>> Drain(Azurite azurite, string name)
    {
        var (queue, all) = (Queue(azurite, name), new List<string>());
        while ((await queue.ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
            foreach (var message in messages)
            {
                all.Add(message.Body.ToString());
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }
        return all;
    }

    /// <summary>The ids of the notices that the queue notices tells of, taken off it.</summary>
    internal static async Task<List<string>> Announced(Azurite azurite) =>
        [.. (await Drain(azurite, Queues.Notices)).Select(message => NoticeMessage.Read(TestApp.Message(message)).NoticeId)];
}
