using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Storage.Tests;

/// <summary>The store's contract, kept on folders.</summary>
public sealed class FolderStoreTests : StoreContract, IClassFixture<FolderStoreTests.Root>
{
    public FolderStoreTests(Root root) => Store = new FolderStore(root.Folder);

    protected override IStore Store { get; }

    /// <summary>One folder for all of them: no test uses another's names.</summary>
    public sealed class Root : IDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("folder-store-").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }

    [Fact]
    public async Task What_goes_while_it_is_listed_is_left_out()
    {
        foreach (var name in (string[])["a", "b", "c"]) await Store.Write(Containers.State, $"going/{name}", default, default);

        var listed = 0;
        await foreach (var item in Store.List(Containers.State, "going/", default))
        {
            listed++;
            foreach (var name in ((string[])["a", "b", "c"]).Where(name => item.Path != $"going/{name}"))
                await Store.Delete(Containers.State, $"going/{name}", default);
        }

        Assert.Equal(1, listed);
    }
}
