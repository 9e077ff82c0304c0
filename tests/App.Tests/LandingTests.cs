using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using FrontDoor.App.Hosting;
using FrontDoor.App.Storage;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;
using Microsoft.Extensions.Options;
using NodaTime;

namespace FrontDoor.App.Tests;

/// <summary>Which version of which blob an event brings, on Azurite.</summary>
[Collection(nameof(Azurite))]
public sealed class LandingTests : IDisposable
{
    readonly BlobServiceClient _service;
    readonly string _scratch = Directory.CreateTempSubdirectory("landing-").FullName;

    public LandingTests(Azurite azurite)
    {
        Account.Store(azurite);
        _service = new BlobServiceClient(azurite.ConnectionString);
    }

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    string Local => Path.Combine(_scratch, "landed");

    [Fact]
    public async Task The_version_the_event_names_is_brought_with_the_moment_it_was_stored()
    {
        var (blob, told) = await Drop("s/f/one #1 ü.csv", "content");

        var landed = await Landing().Find(told, default);
        var file = (await Landing().Bring(landed!, Local, default))!;

        Assert.Equal("content", await File.ReadAllTextAsync(file.LocalPath));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("content"u8)), file.Sha256);
        Assert.Equal(("health", "s", "f", "one #1 ü.csv", told.ETag), (file.Agency, file.Sender, file.Feed, file.Name, file.Version));
        Assert.Equal(Instant.FromDateTimeOffset((await blob.GetPropertiesAsync()).Value.LastModified), file.ReceivedAt);
        Assert.Equal(ReceivedBasis.Blob, file.Basis);
    }

    [Fact]
    public async Task A_version_that_was_overwritten_has_its_own_event()
    {
        var (_, first) = await Drop("s/f/again.csv", "first");
        var (_, second) = await Drop("s/f/again.csv", "second");

        Assert.Null(await Landing().Find(first, default));
        Assert.NotNull(await Landing().Find(second, default));
    }

    [Fact]
    public async Task Overwritten_while_it_is_read_is_not_brought()
    {
        var (_, told) = await Drop("s/f/racing.csv", "first");
        var landed = await Landing().Find(told, default);
        await Drop("s/f/racing.csv", "second");

        Assert.Null(await Landing().Bring(landed!, Local, default));
    }

    [Fact]
    public async Task A_blob_that_is_gone_is_nothing_to_do()
    {
        var (blob, told) = await Drop("s/f/gone.csv", "x");
        await blob.DeleteAsync();

        Assert.Null(await Landing().Find(told, default));
    }

    [Fact]
    public async Task An_empty_file_is_a_file()
    {
        var (_, told) = await Drop("s/f/empty.csv", "");

        var landed = await Landing().Find(told, default);

        Assert.Equal(0, new FileInfo((await Landing().Bring(landed!, Local, default))!.LocalPath).Length);
    }

    [Theory]
    [InlineData(true, "2025-03-04T05:06:07Z", ReceivedBasis.Given)]
    [InlineData(false, "2025-03-04T05:06:07Z", ReceivedBasis.Blob)] // off by default: whoever drops files could else choose when they came
    [InlineData(true, "last Tuesday", ReceivedBasis.Blob)]
    public async Task A_receipt_time_in_metadata_counts_only_where_it_is_allowed(bool allowed, string given, ReceivedBasis basis)
    {
        var (_, told) = await Drop("s/f/given.csv", "x", ("received_at", given));

        var landed = await Landing(allowed).Find(told, default);

        Assert.Equal(basis, landed!.Basis);
        if (basis == ReceivedBasis.Given) Assert.Equal(Instant.FromUtc(2025, 3, 4, 5, 6, 7), landed.ReceivedAt);
    }

    [Fact]
    public async Task A_folder_of_a_hierarchical_account_is_no_file()
    {
        var (_, told) = await Drop("s/f/folder", "", ("hdi_isfolder", "true"));

        Assert.Null(await Landing().Find(told, default));
        Assert.DoesNotContain("s/f/folder", await Paths());
    }

    [Fact]
    public async Task A_listed_file_makes_the_event_that_finds_it()
    {
        await Drop("s/f/lost & found 100%.csv", "x");

        await foreach (var listed in Landing().All(default))
            if (listed.Path == "s/f/lost & found 100%.csv")
                Assert.Equal(listed.Path,
                    (await Landing().Find(BlobCreated.Read(Landing().Event(listed, default))[0], default))!.Path.Path);
        Assert.Contains("s/f/lost & found 100%.csv", await Paths());
    }

    async Task<List<string>> Paths()
    {
        var paths = new List<string>();
        await foreach (var listed in Landing().All(default)) paths.Add(listed.Path);
        return paths;
    }

    Landing Landing(bool allowGiven = false) => new(_service, Options.Create(new AppOptions { AllowGivenReceipt = allowGiven }));

    async Task<(BlobClient, BlobCreated)> Drop(string path, string content, params (string Name, string Value)[] metadata)
    {
        var blob = _service.GetBlobContainerClient(Containers.Landing("health")).GetBlobClient(path);
        var stored = await blob.UploadAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)),
            new BlobUploadOptions { Metadata = metadata.ToDictionary(item => item.Name, item => item.Value) });
        return (blob, new BlobCreated(BlobCreated.Created, "PutBlob", blob.Uri.AbsoluteUri,
            BlobCreated.Unquoted(stored.Value.ETag.ToString()), content.Length, default));
    }
}
