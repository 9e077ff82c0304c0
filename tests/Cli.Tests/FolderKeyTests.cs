using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>The key of a folder: without it, no record that was processed is recognised.</summary>
public sealed class FolderKeyTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("key-");

    [Fact]
    public async Task No_new_key_is_made_where_files_were_processed()
    {
        string[] ingest = ["ingest", Repository.Path("samples"), "--lake", _folder.FullName];
        Assert.Equal(0, (await Pipeline.Run(ingest)).Code);
        var key = Path.Combine(_folder.FullName, Containers.Restricted, "pseudonym.key");
        File.Delete(key);

        var (code, _, said) = await Pipeline.Run(ingest);

        Assert.Equal(1, code);
        Assert.Contains(said, line => line.Contains("restore it from a copy", StringComparison.Ordinal));
        Assert.False(File.Exists(key));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
