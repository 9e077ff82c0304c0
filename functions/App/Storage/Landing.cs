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

/// <summary>The agencies' landing containers: read, listed, never written.</summary>
sealed class Landing(BlobServiceClient service, IOptions<AppOptions> options)
{
    /// <summary>Metadata in which an operator says when a file was received, for a backfill.</summary>
    const string GivenReceipt = "received_at";

    /// <summary>The version of the blob an event tells of, or null when nothing is to be done: gone, overwritten since (that has its own
    /// event), or no file.</summary>
    public async Task<LandedBlob?> Find(BlobCreated told, CancellationToken cancel)
    {
        if (!told.TellsOfAFile || Place(told.Url) is not var (agency, path)) return null;
        var blob = Blob(agency, path);
        try
        {
            var conditions = told.ETag.Length == 0 ? null : new BlobRequestConditions { IfMatch = new ETag(told.ETag) };
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

    /// <summary>Brings that very version into a local file, hashing it on the way; null when it was overwritten or removed
    /// meanwhile.</summary>
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

    /// <summary>Every file in every agency's container.</summary>
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

    /// <summary>The message Event Grid would have sent for that file.</summary>
    public string Event(LandingBlob blob, DateTimeOffset now) =>
        BlobCreated.Write(Containers.Landing(blob.Agency), blob.Path, Blob(blob.Agency, blob.Path).Uri, blob.ETag, blob.Bytes, now);

    /// <summary>Agency and path of a blob's address, on whatever endpoint; null outside the landing containers.</summary>
    public static (string Agency, string Path)? Place(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return null;
        var parts = new BlobUriBuilder(address);
        var agency = Containers.Agencies.FirstOrDefault(agency => Containers.Landing(agency) == parts.BlobContainerName);
        return agency is null || parts.BlobName.Length == 0 ? null : (agency, parts.BlobName);
    }

    /// <summary>A copy begun and not done; Sweep finds it when it is. (A blob that is no copy at all reads Pending too, but has no copy's
    /// id.)</summary>
    static bool OnItsWay(BlobProperties found) => found.CopyId is not null && found.CopyStatus == CopyStatus.Pending;

    BlobClient Blob(string agency, string path) => service.GetBlobContainerClient(Containers.Landing(agency)).GetBlobClient(path);

    (Instant, ReceivedBasis) Receipt(BlobProperties found) =>
        options.Value.AllowGivenReceipt
        && found.Metadata.TryGetValue(GivenReceipt, out var given)
        && DateTimeOffset.TryParse(given, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? (Instant.FromDateTimeOffset(at), ReceivedBasis.Given)
            : (Instant.FromDateTimeOffset(found.LastModified), ReceivedBasis.Blob);
}

/// <summary>One version of a blob an agency dropped, and when it was received.</summary>
sealed record LandedBlob(LandingPath Path, string ETag, Instant ReceivedAt, ReceivedBasis Basis);
