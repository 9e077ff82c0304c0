using FrontDoor.Stages;
using FrontDoor.Tests;

namespace FrontDoor.Stages.Tests;

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
}
