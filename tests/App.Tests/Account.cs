using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FrontDoor.Stages;
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
}
