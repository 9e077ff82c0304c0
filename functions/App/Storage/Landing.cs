using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FrontDoor.App.Hosting;
using FrontDoor.Monitoring;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FrontDoor.App.Storage;

/// <summary>The agencies' landing containers, which are only read.</summary>
sealed class Landing(BlobServiceClient service, IOptions<AppOptions> options)
{
    /// <summary>The metadata in which an operator gives a file's receipt time, for a backfill.</summary>
    const string GivenReceipt = "received_at";

    /// <summary>The version of the blob in an event; null if there is nothing to do: it is deleted, was overwritten (which has its own
    /// event), or is no file.</summary>
    public async Task<LandedBlob?> Find(BlobCreated created, CancellationToken cancel)
    {
        if (!created.IsFile || Place(created.Url) is not var (agency, path)) return null;
        var blob = Blob(agency, path);
        try
        {
            var conditions = created.ETag.Length == 0 ? null : new BlobRequestConditions { IfMatch = new ETag(created.ETag) };
            var found = (await blob.GetPropertiesAsync(conditions, cancel)).Value;
            if (Folders.Is(found.Metadata) || OnItsWay(found)) return null;
            var (received, basis) = Receipt(found);
            return new LandedBlob(LandingPath.Of(agency, path), BlobStore.Tag(found.ETag), received, basis);
        }
        catch (RequestFailedException fault) when (fault.Status is StatusCodes.Status404NotFound or StatusCodes.Status412PreconditionFailed)
        {
            return null;
        }
    }

    /// <summary>Fetches that version into a local file and hashes it; null if it was overwritten or deleted in the meantime.</summary>
    public async Task<LandedFile?> Bring(LandedBlob landed, string localFile, CancellationToken cancel)
    {
        using var hash = SHA256.Create();
        try
        {
            await using var local = new CryptoStream(File.Create(localFile), hash, CryptoStreamMode.Write);
            var options = new BlobDownloadToOptions { Conditions = new BlobRequestConditions { IfMatch = new ETag(landed.ETag) } };
            await Blob(landed.Path.Agency, landed.Path.Path).DownloadToAsync(local, options, cancel);
            await local.FlushFinalBlockAsync(cancel);
        }
        catch (RequestFailedException fault) when (fault.Status is StatusCodes.Status404NotFound or StatusCodes.Status412PreconditionFailed)
        {
            return null;
        }
        var path = landed.Path;
        return new LandedFile(path.Agency, path.Sender, path.Feed, path.Name, landed.ETag, localFile, landed.ReceivedAt, landed.Basis)
        {
            Sha256 = Convert.ToHexStringLower(hash.Hash!),
        };
    }

    /// <summary>Every file in the containers of all agencies.</summary>
    public async IAsyncEnumerable<LandingBlob> All([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var agency in Containers.Agencies)
            await foreach (var blob in service.GetBlobContainerClient(Containers.Landing(agency))
                .GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }, cancel))
                if (!Folders.Is(blob.Metadata))
                    yield return new LandingBlob(agency, blob.Name,
                        BlobStore.Tag(blob.Properties.ETag!.Value), blob.Properties.ContentLength ?? 0)
                    {
                        Received =
                            blob.Properties.LastModified
                    };
    }

    /// <summary>The message that Event Grid would send for that file.</summary>
    public string Event(LandingBlob blob, DateTimeOffset now) =>
        BlobCreated.Write(Containers.Landing(blob.Agency), blob.Path, Blob(blob.Agency, blob.Path).Uri, blob.ETag, blob.Bytes, now);

    /// <summary>Agency and path from a blob's address, on any endpoint; null outside the landing containers.</summary>
    public static (string Agency, string Path)? Place(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return null;
        var parts = new BlobUriBuilder(address);
        var agency = Containers.Agencies.FirstOrDefault(agency => Containers.Landing(agency) == parts.BlobContainerName);
        return agency is null || parts.BlobName.Length == 0 ? null : (agency, parts.BlobName);
    }

    /// <summary>Whether it is a copy that is not finished; RecoverFiles finds it later. A blob that is not a copy also says Pending, but
    /// has no copy id.</summary>
    static bool OnItsWay(BlobProperties found) => found.CopyId is not null && found.CopyStatus == CopyStatus.Pending;

    BlobClient Blob(string agency, string path) => service.GetBlobContainerClient(Containers.Landing(agency)).GetBlobClient(path);

    (Instant, ReceivedBasis) Receipt(BlobProperties found) =>
        options.Value.AllowGivenReceipt
        && found.Metadata.TryGetValue(GivenReceipt, out var given)
        && DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? (Instant.FromDateTimeOffset(at), ReceivedBasis.Given)
            : (Instant.FromDateTimeOffset(found.LastModified), ReceivedBasis.Blob);
}

/// <summary>One version of a blob that an agency dropped, and its receipt time.</summary>
sealed record LandedBlob(LandingPath Path, string ETag, Instant ReceivedAt, ReceivedBasis Basis);
