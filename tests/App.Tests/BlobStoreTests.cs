using Azure.Storage.Blobs;
using FrontDoor.App.Storage;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>The store's contract, kept on Azurite.</summary>
[Collection(nameof(Azurite))]
public sealed class BlobStoreTests(Azurite azurite) : StoreContract
{
    protected override IStore Store { get; } = Account.Store(azurite);

    [Fact]
    public async Task A_container_that_is_not_there_is_a_fault_of_the_deployment()
    {
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => Store.Read("not-made", "x", default));
    }

    [Fact]
    public async Task A_listing_tells_the_same_tag_as_a_read()
    {
        await Store.Write(Containers.Lake, "tags/one", new byte[] { 1 }, default);

        await foreach (var item in Store.List(Containers.Lake, "tags/", default))
            Assert.Equal((await Store.Read(Containers.Lake, item.Path, default))!.Tag, item.Tag);
    }

    [Fact]
    public async Task A_staging_that_was_cut_off_does_not_hide_the_whole_one_before_it()
    {
        var service = new BlobServiceClient(azurite.ConnectionString);
        var blob = service.GetBlobContainerClient(Containers.Lake);
        var local = Path.GetTempFileName();
        await File.WriteAllTextAsync(local, "whole");
        await Store.Stage(Containers.Lake, "cut/off", "attempt", local, default);
        var cutOff = new StagedBlocks(StagedBlocks.AttemptOf("attempt"), 9, new string('0', 32), Total: 2);
        await Azure.Storage.Blobs.Specialized.SpecializedBlobExtensions.GetBlockBlobClient(blob, "cut/off")
            .StageBlockAsync(cutOff.Id(0), new MemoryStream([1, 2, 3]));

        await Store.Publish(Containers.Lake, "cut/off", "attempt", default);

        Assert.Equal("whole"u8.ToArray(), (await Store.Read(Containers.Lake, "cut/off", default))!.Content.ToArray());
        File.Delete(local);
    }
}
