using System.Runtime.CompilerServices;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FrontDoor.Cli.Terminal;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Answers;

/// <summary>Documents of state in a storage account, for an operator.</summary>
sealed class AccountDocuments(StorageAccount account) : IDocumentStore
{
    public async Task<Stored?> Read(string container, string path, CancellationToken cancel)
    {
        try
        {
            var found = (await Allowed(Blob(container, path).DownloadContentAsync(cancel))).Value;
            return new Stored(found.Content.ToMemory(), found.Details.ETag.ToString(), found.Details.LastModified);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    public async Task<bool> TryWrite(string container, string path, ReadOnlyMemory<byte> content, string? expected,
        CancellationToken cancel)
    {
        var conditions = expected is null ? new BlobRequestConditions { IfNoneMatch = ETag.All }
            : new BlobRequestConditions { IfMatch = new ETag(expected) };
        try
        {
            await Allowed(Blob(container, path)
                .UploadAsync(BinaryData.FromBytes(content), new BlobUploadOptions { Conditions = conditions }, cancel));
            return true;
        }
        catch (RequestFailedException other) when (other.ErrorCode == BlobErrorCode.BlobAlreadyExists
            || other.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return false;
        }
    }

    public async IAsyncEnumerable<Listed> List(string container, string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        var blobs = account.Blobs.GetBlobContainerClient(container)
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancel);
        await using var each = blobs.GetAsyncEnumerator(cancel);
        while (await Allowed(each.MoveNextAsync().AsTask()))
            if (each.Current is { Properties: var found } blob)
                yield return new Listed(blob.Name, found.ETag.ToString()!, found.ContentLength ?? 0, found.LastModified ?? default);
    }

    BlobClient Blob(string container, string path) => account.Blobs.GetBlobContainerClient(container).GetBlobClient(path);

    static async Task<T> Allowed<T>(Task<T> asked)
    {
        try
        {
            return await asked;
        }
        catch (Exception refused) when (refused is AuthenticationFailedException or RequestFailedException { Status: 401 or 403 })
        {
            throw new CliException("the account does not let the signed-in user do that",
                "the role Storage Blob Data Contributor on the containers state and restricted", "ask for that role, then sign in again: "
                    + "az login");
        }
    }
}
