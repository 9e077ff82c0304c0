using FrontDoor.Ingestion;
using FrontDoor.Storage.Commits;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Storage.Tests;

/// <summary>Of a store that is not on this machine, a file of the record index is fetched once.</summary>
public sealed class LocalCopiesTests : IDisposable
{
    readonly Premises _at = new();
    readonly Distant _store;
    int _files;

    public LocalCopiesTests() => _store = new Distant(_at.Store);

    public void Dispose() => _at.Dispose();

    string Folder => Path.Combine(_at.Store.Scratch, "record-index", "index", "police", "domestic-abuse", "northshire-police");

    Task<IngestResult> Take(params int[] numbers) =>
        _at.Open(_store).Run(_at.File(Some.PoliceFile(numbers.Select(Some.Ppn)), ++_files, $"{_files}.csv"), default);

    async Task<IEnumerable<string>> Named() =>
        (await new ManifestFile(_store, "police", "domestic-abuse",
        "northshire-police").Read(default)).Manifest.IndexFiles.Select(file => $"{file.Name}.parquet").Order();

    IEnumerable<string?> Copies() => Directory.GetFiles(Folder).Select(Path.GetFileName).Order();

    [Fact]
    public async Task What_this_machine_wrote_is_not_fetched_and_what_another_wrote_once()
    {
        for (var number = 1; number <= 3; number++) await Take(number);
        Assert.Equal(0, _store.Fetched);

        Directory.Delete(Folder, recursive: true); // as on another machine
        Assert.Equal(3, (await Take(1, 2, 3)).Unchanged);
        Assert.Equal(3, _store.Fetched);
        Assert.Equal(3, (await Take(1, 2, 3)).Unchanged);
        Assert.Equal(3, _store.Fetched);
    }

    [Fact]
    public async Task Copies_go_when_their_files_do()
    {
        for (var number = 1; number <= 2 * RecordIndexFiles.FilesAtMost; number++)
        {
            await Take(number);
            Assert.Equal(await Named(), Copies());
        }
        Assert.Equal(0, _store.Fetched);

        await File.WriteAllTextAsync(Path.Combine(Folder, "of-a-run-that-was-killed.parquet"), "");
        await Take(1);
        Assert.Equal(await Named(), Copies());
    }

    [Fact]
    public async Task A_copy_that_is_not_whole_is_fetched_again()
    {
        await Take(1, 2, 3);
        using (var copy = File.OpenWrite(Assert.Single(Directory.GetFiles(Folder)))) copy.SetLength(copy.Length / 2);

        Assert.Equal(3, (await Take(1, 2, 3)).Unchanged);
        Assert.Equal(1, _store.Fetched);
    }

    [Fact]
    public async Task Runs_beside_each_other_may_take_each_others_copies_away()
    {
        await Take([.. Enumerable.Range(1, 20)]);
        var over = new CancellationTokenSource();
        var taking = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                if (Directory.Exists(Folder)) foreach (var copy in Directory.GetFiles(Folder)) File.Delete(copy);
                await Task.Delay(1, CancellationToken.None);
            }
        });
        for (var round = 0; round < 10; round++) Assert.Equal(20, (await Take([.. Enumerable.Range(1, 20)])).Unchanged);
        await over.CancelAsync();
        await taking;
    }

    /// <summary>A store whose objects are no files of this machine.</summary>
    sealed class Distant(FolderStore store) : IStore
    {
        /// <summary>How many files of the record index were fetched.</summary>
        public int Fetched { get; private set; }

        public Task<Stored?> Read(string container, string path, CancellationToken cancel) => store.Read(container, path, cancel);
        public Task Write(string container, string path, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
            store.Write(container, path, content, cancel);
        public Task<bool> TryWrite(string container, string path, ReadOnlyMemory<byte> content, string? expected,
            CancellationToken cancel) => store.TryWrite(container, path, content, expected, cancel);
        public Task Publish(string container, string path, string token, CancellationToken cancel) =>
            store.Publish(container, path, token, cancel);
        public Task Forget(string token, CancellationToken cancel) => store.Forget(token, cancel);
        public IAsyncEnumerable<Listed> List(string container, string prefix, CancellationToken cancel) =>
            store.List(container, prefix, cancel);
        public Task Delete(string container, string path, CancellationToken cancel) => store.Delete(container, path, cancel);
        public Task<Fetched?> FetchVersion(string container, string path, string scratch, CancellationToken cancel) =>
            store.FetchVersion(container, path, scratch, cancel);
        public Task<bool> TryReplace(string container, string path, string localFile, string? expected, CancellationToken cancel) =>
            store.TryReplace(container, path, localFile, expected, cancel);

        public async Task Stage(string container, string path, string token, string localFile, CancellationToken cancel)
        {
            File.Copy(localFile, localFile + ".sent");
            await store.Stage(container, path, token, localFile + ".sent", cancel);
        }

        public async Task<string?> Fetch(string container, string path, string scratch, CancellationToken cancel)
        {
            if (await store.Fetch(container, path, scratch, cancel) is not { } own) return null;
            if (path.StartsWith("index/", StringComparison.Ordinal)) Fetched++;
            var local = Path.Combine(scratch, Path.GetRandomFileName());
            File.Copy(own, local);
            return local;
        }
    }
}
