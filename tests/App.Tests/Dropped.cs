using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>Drops a file as an agency does, and writes what Event Grid would send of it.</summary>
static class Dropped
{
    public static async Task<string> File(Azurite azurite, string agency, string path, byte[] content, string? receivedAt = null)
    {
        var blob = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(Containers.Landing(agency)).GetBlobClient(path);
        var metadata = receivedAt is null ? new Dictionary<string, string>()
            : new Dictionary<string, string> { ["received_at"] = receivedAt };
        var stored = await blob.UploadAsync(BinaryData.FromBytes(content), new BlobUploadOptions { Metadata = metadata });
        return BlobCreated.Write(Containers.Landing(agency), path, blob.Uri, stored.Value.ETag.ToString(), content.Length, default);
    }
}
