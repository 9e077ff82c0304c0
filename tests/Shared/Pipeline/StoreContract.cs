using System.Text;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Tests;

/// <summary>What every store must do, whether it lies on folders or in blob storage.</summary>
public abstract class StoreContract : IDisposable
{
    const string Box = Containers.Lake;

    readonly string _scratch = Directory.CreateTempSubdirectory("store-").FullName;

    /// <summary>A store with every container and nothing in it, or nothing below a name no other test uses.</summary>
    protected abstract IStore Store { get; }

    public void Dispose()
    {
        Directory.Delete(_scratch, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_written_is_read_back()
    {
        await Store.Write(Box, "a/b.txt", Bytes("one"), default);
        await Store.Write(Box, "a/b.txt", Bytes("two"), default);

        Assert.Equal("two", await Content("a/b.txt"));
    }

    [Fact]
    public async Task A_missing_object_is_null_not_a_fault()
    {
        Assert.Null(await Store.Read(Box, "none/at/all", default));
        Assert.Null(await Store.Fetch(Box, "none/at/all", _scratch, default));
        await Store.Delete(Box, "none/at/all", default);
    }

    [Fact]
    public async Task Only_the_first_creates()
    {
        Assert.True(await Store.TryWrite(Box, "only/first", Bytes("mine"), null, default));
        Assert.False(await Store.TryWrite(Box, "only/first", Bytes("yours"), null, default));

        Assert.Equal("mine", await Content("only/first"));
    }

    [Fact]
    public async Task A_conditional_write_needs_the_version_that_was_read()
    {
        await Store.Write(Box, "tagged", Bytes("1"), default);
        var read = await Store.Read(Box, "tagged", default);

        Assert.True(await Store.TryWrite(Box, "tagged", Bytes("2"), read!.Tag, default));
        Assert.False(await Store.TryWrite(Box, "tagged", Bytes("3"), read.Tag, default));
        Assert.False(await Store.TryWrite(Box, "gone", Bytes("3"), read.Tag, default));
        Assert.Equal("2", await Content("tagged"));
    }

    [Fact]
    public async Task Of_many_conditional_writers_exactly_one_wins()
    {
        await Store.Write(Box, "raced", Bytes("before"), default); // unlike all that follow: a tag may be the content's hash
        var tag = (await Store.Read(Box, "raced", default))!.Tag;

        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Store.TryWrite(Box, "raced", Bytes($"{i}"), tag, default)));

        Assert.Single(won, true);
    }

    [Fact]
    public async Task A_staged_object_is_seen_by_nobody_until_it_is_published()
    {
        await Store.Stage(Box, "t/staged.parquet", "attempt", Local("rows"), default);

        Assert.Null(await Store.Read(Box, "t/staged.parquet", default));
        Assert.Empty(await Names("t/"));

        await Store.Publish(Box, "t/staged.parquet", "attempt", default);

        Assert.Equal("rows", await Content("t/staged.parquet"));
        Assert.Equal(["t/staged.parquet"], await Names("t/"));
    }

    [Theory]
    [InlineData("long first", "short")] // a shorter second staging leaves nothing of the first
    [InlineData("short", "longer second")]
    [InlineData("", "was empty")]
    [InlineData("becomes empty", "")]
    [InlineData("same", "same")]
    public async Task Staging_again_replaces_what_was_staged(string first, string second)
    {
        var path = $"again/{first}-{second}";
        await Store.Stage(Box, path, "attempt", Local(first), default);
        await Store.Stage(Box, path, "attempt", Local(second), default);
        await Store.Publish(Box, path, "attempt", default);

        Assert.Equal(second, await Content(path));
    }

    [Fact]
    public async Task Staging_the_first_content_a_third_time_publishes_the_third()
    {
        foreach (var content in (string[])["a", "b", "a"])
            await Store.Stage(Box, "back", "attempt", Local(content), default);
        await Store.Publish(Box, "back", "attempt", default);

        Assert.Equal("a", await Content("back"));
    }

    [Theory]
    [InlineData("first")]
    [InlineData("second")]
    public async Task An_attempt_publishes_its_own_and_not_what_another_staged_at_the_same_path(string attempt)
    {
        await Store.Stage(Box, $"two/{attempt}", "first", Local("of the first"), default);
        await Store.Stage(Box, $"two/{attempt}", "second", Local("of the second"), default);
        await Store.Publish(Box, $"two/{attempt}", attempt, default);

        Assert.Equal($"of the {attempt}", await Content($"two/{attempt}"));
    }

    [Fact]
    public async Task Many_blocks_come_back_in_order()
    {
        var bytes = new byte[21_000_001];
        new Random(20).NextBytes(bytes);
        var local = Path.Combine(_scratch, "many");
        await File.WriteAllBytesAsync(local, bytes);

        await Store.Stage(Box, "many", "attempt", local, default);
        await Store.Publish(Box, "many", "attempt", default);

        var fetched = await Store.Fetch(Box, "many", _scratch, default);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(fetched!));
    }

    [Fact]
    public async Task Publishing_twice_changes_nothing()
    {
        await Store.Stage(Box, "twice", "attempt", Local("once"), default);
        await Store.Publish(Box, "twice", "attempt", default);
        var tag = (await Store.Read(Box, "twice", default))!.Tag;

        await Store.Publish(Box, "twice", "attempt", default);

        Assert.Equal(tag, (await Store.Read(Box, "twice", default))!.Tag);
    }

    [Fact]
    public async Task Publishing_at_the_same_time_leaves_one_whole_object()
    {
        await Store.Stage(Box, "together", "attempt", Local("whole"), default);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Store.Publish(Box, "together", "attempt", default)));

        Assert.Equal("whole", await Content("together"));
    }

    [Fact]
    public async Task A_published_object_can_be_staged_and_published_anew()
    {
        await Store.Stage(Box, "anew", "attempt", Local("old"), default);
        await Store.Publish(Box, "anew", "attempt", default);
        await Store.Stage(Box, "anew", "attempt", Local("new"), default);

        Assert.Equal("old", await Content("anew"));
        await Store.Publish(Box, "anew", "attempt", default);
        Assert.Equal("new", await Content("anew"));
    }

    [Fact]
    public Task Publishing_what_was_never_staged_is_an_error() =>
        Assert.ThrowsAnyAsync<Exception>(() => Store.Publish(Box, "never/staged", "attempt", default));

    [Fact]
    public async Task A_list_has_what_lies_below_the_prefix_and_nothing_else()
    {
        foreach (var path in (string[])["l/x/1", "l/x/deep/2", "l/xy/3", "l/y"])
            await Store.Write(Box, path, Bytes(path), default);

        Assert.Equal(["l/x/1", "l/x/deep/2"], await Names("l/x/"));
        await foreach (var item in Store.List(Box, "l/x/", default))
        {
            Assert.Equal(item.Path.Length, item.Bytes);
            Assert.NotEqual(default, item.Written);
        }
    }

    [Fact]
    public async Task A_deleted_object_is_gone()
    {
        await Store.Write(Box, "to/delete", Bytes("x"), default);
        await Store.Delete(Box, "to/delete", default);

        Assert.Null(await Store.Read(Box, "to/delete", default));
    }

    static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    string Local(string content)
    {
        var path = Path.Combine(_scratch, Path.GetRandomFileName());
        File.WriteAllText(path, content);
        return path;
    }

    async Task<string> Content(string path) =>
        Encoding.UTF8.GetString(
        (await Store.Read(Box, path, default) ?? throw new InvalidOperationException($"No object {path}.")).Content.Span);

    async Task<List<string>> Names(string prefix)
    {
        var names = new List<string>();
        await foreach (var item in Store.List(Box, prefix, default)) names.Add(item.Path);
        names.Sort(StringComparer.Ordinal);
        return names;
    }
}
