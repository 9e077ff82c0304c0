using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Storage.Tests;

/// <summary>The store's contract, kept by an overlay; and nothing of it reaches the store below.</summary>
public sealed class OverlayStoreTests : StoreContract, IClassFixture<FolderStoreTests.Root>
{
    readonly FolderStore _below;

    public OverlayStoreTests(FolderStoreTests.Root root)
    {
        _below = new FolderStore(Path.Combine(root.Folder, "below"));
        Store = new OverlayStore(_below, new FolderStore(Path.Combine(root.Folder, "above")));
    }

    protected override IStore Store { get; }

    [Fact]
    public async Task What_is_below_is_seen_replaced_and_deleted_above_and_stays_as_it_is()
    {
        foreach (var name in (string[])["kept", "replaced", "deleted"])
            await _below.Write(Containers.State, $"x/{name}", Some.Utf8(name), default);

        Assert.False(await Store.TryWrite(Containers.State, "x/replaced", Some.Utf8("new"), null, default));
        var tag = (await Store.Read(Containers.State, "x/replaced", default))!.Tag;
        Assert.True(await Store.TryWrite(Containers.State, "x/replaced", Some.Utf8("new"), tag, default));
        await Store.Delete(Containers.State, "x/deleted", default);

        var seen = new List<string>();
        await foreach (var item in Store.List(Containers.State, "x/", default)) seen.Add(item.Path);
        Assert.Equal(["x/kept", "x/replaced"], seen.Order());
        Assert.Null(await Store.Read(Containers.State, "x/deleted", default));
        Assert.Equal("new", Text(await Store.Read(Containers.State, "x/replaced", default)));
        Assert.Equal("replaced", Text(await _below.Read(Containers.State, "x/replaced", default)));
        Assert.NotNull(await _below.Read(Containers.State, "x/deleted", default));
    }

    static string Text(Stored? stored) => System.Text.Encoding.UTF8.GetString(stored!.Content.Span);
}
