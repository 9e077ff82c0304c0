using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using FrontDoor.Storage.Objects;

namespace FrontDoor.App.Storage;

/// <summary>The pipeline's store in blob storage. Staged objects are uncommitted blocks, which are invisible; publishing commits the
/// block list once.</summary>
/// <remarks>A missing container is a fault of the deployment and throws; only a missing object is null.</remarks>
sealed class BlobStore(BlobServiceClient service) : IStore
{
    const int BlockBytes = 8 * 1024 * 1024, RememberedAtMost = 10_000;

    /// <summary>The last staging of each object by this process: to publish it, no list of blocks need be asked for.</summary>
    readonly ConcurrentDictionary<(string Container, string Path, string Attempt), StagedBlocks> _staged = new();

    public async Task<Stored?> Read(string container, string path, CancellationToken cancel)
    {
        try
        {
            var blob = (await Blob(container, path).DownloadContentAsync(cancel)).Value;
            return new Stored(blob.Content.ToMemory(), Tag(blob.Details.ETag), blob.Details.LastModified);
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    public Task Write(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        Blob(container, path).UploadAsync(BinaryData.FromBytes(content), new BlobUploadOptions(), cancel);

    public Task<bool> TryWrite(string container, string path, ReadOnlyMemory<byte> content, string? expected, CancellationToken cancel) =>
        IfStill(expected, conditions => Blob(container, path)
        .UploadAsync(BinaryData.FromBytes(content), new BlobUploadOptions { Conditions = conditions }, cancel));

    public Task<bool> TryReplace(string container, string path, string localFile, string? expected, CancellationToken cancel) =>
        IfStill(expected, conditions => Blob(container, path)
        .UploadAsync(localFile, new BlobUploadOptions { Conditions = conditions }, cancel));

    static async Task<bool> IfStill(string? expected, Func<BlobRequestConditions, Task> write)
    {
        try
        {
            await write(expected is null ? new BlobRequestConditions { IfNoneMatch = ETag.All }
                : new BlobRequestConditions { IfMatch = new ETag(expected) });
            return true;
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.BlobAlreadyExists
            || fault.ErrorCode == BlobErrorCode.ConditionNotMet || fault.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return false;
        }
    }

    public async Task Stage(string container, string path, string token, string localFile, CancellationToken cancel)
    {
        await using var file = new FileStream(localFile, FileMode.Open, FileAccess.Read, FileShare.Read,
            1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var content = await ContentHash(file, cancel);
        var total = checked((int)((file.Length + BlockBytes - 1) / BlockBytes));
        var blob = service.GetBlobContainerClient(container).GetBlockBlobClient(path);

        var staging = new StagedBlocks(StagedBlocks.AttemptOf(token), StagedBlocks.NextGeneration(), content, total);
        // an empty block cannot be staged
        if (total == 0) await blob.StageBlockAsync(staging.Id(0), new MemoryStream([0]), cancellationToken: cancel);
        var buffer = new byte[Math.Min(file.Length, BlockBytes)];
        for (var index = 0; index < total; index++)
        {
            var length = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
            await blob.StageBlockAsync(staging.Id(index), new MemoryStream(buffer, 0, length), cancellationToken: cancel);
        }
        if (_staged.Count >= RememberedAtMost) _staged.Clear();
        _staged[(container, path, staging.Attempt)] = staging;
    }

    public async Task Publish(string container, string path, string token, CancellationToken cancel)
    {
        var blob = service.GetBlobContainerClient(container).GetBlockBlobClient(path);
        var attempt = StagedBlocks.AttemptOf(token);
        StagedBlocks? staged = _staged.TryRemove((container, path, attempt), out var own) ? own
            : await Uncommitted(blob, cancel) is { } ids ? StagedBlocks.Newest(ids, attempt) : null;
        if (staged is { } staging) await Commit(blob, staging, cancel);
        else if (!await blob.ExistsAsync(cancel)) throw Gone(blob);
    }

    static StagedObjectGoneException Gone(BlockBlobClient blob) =>
        new($"A committed object of '{blob.BlobContainerName}' was never staged, or its blocks are gone (the service keeps them a week); "
            + "the arrival it belongs to cannot be finished.");

    // Nothing to do: uncommitted blocks are dropped by the next commit, and by the service within a week.
    public Task Forget(string token, CancellationToken cancel) => Task.CompletedTask;

    public async Task<string?> Fetch(string container, string path, string scratch, CancellationToken cancel) =>
        (await FetchVersion(container, path, scratch, cancel))?.LocalFile;

    public async Task<Fetched?> FetchVersion(string container, string path, string scratch, CancellationToken cancel)
    {
        var local = Path.Combine(scratch, Path.GetRandomFileName() + Path.GetExtension(path));
        while (true)
            try
            {
                var answer = await Blob(container, path).DownloadToAsync(local, cancel);
                return new Fetched(local, Tag(answer.Headers.ETag!.Value));
            }
            catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                File.Delete(local);
                return null;
            }
            catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.ConditionNotMet)
            {
                // The object was replaced between two parts: the new one is fetched from the start.
            }
    }

    public async IAsyncEnumerable<Listed> List(string container, string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var blob in service.GetBlobContainerClient(container)
            .GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = prefix }, cancel))
            if (!Folders.Is(blob.Metadata))
                yield return new Listed(blob.Name, Tag(blob.Properties.ETag!.Value), blob.Properties.ContentLength ?? 0,
                    blob.Properties.LastModified!.Value);
    }

    public Task Delete(string container, string path, CancellationToken cancel) =>
        Blob(container, path).DeleteIfExistsAsync(cancellationToken: cancel);

    /// <summary>Formats a tag from a header and from a listing alike.</summary>
    internal static string Tag(ETag tag) => BlobCreated.Unquoted(tag.ToString());

    BlobClient Blob(string container, string path) => service.GetBlobContainerClient(container).GetBlobClient(path);

    /// <summary>Ids of the uncommitted blocks; null if there is neither object nor block.</summary>
    static async Task<IReadOnlyList<string>?> Uncommitted(BlockBlobClient blob, CancellationToken cancel)
    {
        try
        {
            var blocks = (await blob.GetBlockListAsync(BlockListTypes.Uncommitted, cancellationToken: cancel)).Value;
            return [.. blocks.UncommittedBlocks.Select(block => block.Name)];
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    static async Task Commit(BlockBlobClient blob, StagedBlocks staging, CancellationToken cancel)
    {
        var options = new CommitBlockListOptions
        {
            HttpHeaders =
            new BlobHttpHeaders { ContentHash = Convert.FromHexString(staging.ContentHash) }
        };
        try
        {
            await blob.CommitBlockListAsync(staging.Ids(), options, cancel);
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.InvalidBlockList)
        {
            // Another run has published the object, which removes the staged blocks: then it exists, or was taken away since.
            if (!await blob.ExistsAsync(cancel)) throw Gone(blob);
        }
    }

    static async Task<string> ContentHash(FileStream file, CancellationToken cancel)
    {
#pragma warning disable CA5351 // Content-MD5 is the hash that the service keeps; it identifies stagings and protects nothing
        var hash = await MD5.HashDataAsync(file, cancel);
#pragma warning restore CA5351
        file.Position = 0;
        return Convert.ToHexStringLower(hash);
    }
}
