using Azure.Storage.Blobs;
using FrontDoor.Cli.Folders;
using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;
using NodaTime;

namespace FrontDoor.App.Tests;

/// <summary>The lake of an account, to be compared with that of <c>ingest</c>, which takes one file after the other.</summary>
sealed class ComparedLakes : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compared-lakes-");

    /// <summary>The folder of <see cref="OneByOne"/>.</summary>
    public string Root => Path.Combine(_folder.FullName, "one-by-one");

    /// <summary>Takes the files in their order, undisturbed; returns the folder of the lake.</summary>
    public async Task<string> OneByOne(IEnumerable<(string Agency, string Path, byte[] Content, DateTimeOffset Received)> files)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FolderKey.PathOf(Root))!);
        await File.WriteAllTextAsync(FolderKey.PathOf(Root), TestApp.Key);
        using var engine = FolderEngine.Open(Root, Contracts.Shipped);
        foreach (var (agency, path, content, received) in files)
        {
            var (local, parts) = (Path.Combine(_folder.FullName, Path.GetRandomFileName()), path.Split('/'));
            await File.WriteAllBytesAsync(local, content);
            await engine.Take(new LandedFile(agency, parts[0], parts[1], parts[2], path, local, Instant.FromDateTimeOffset(received),
                ReceivedBasis.Given), default);
        }
        await engine.Publish(default);
        return Path.Combine(Root, Containers.Lake);
    }

    /// <summary>The account's tables; returns the folder of the lake.</summary>
    public async Task<string> Downloaded(Azurite azurite)
    {
        var root = Path.Combine(_folder.FullName, "account");
        foreach (var name in (string[])[Containers.Lake, Containers.Restricted])
        {
            var container = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(name);
            await foreach (var blob in container.GetBlobsAsync())
            {
                var target = Path.Combine(root, name, blob.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await container.GetBlobClient(blob.Name).DownloadToAsync(target);
            }
        }
        return Path.Combine(root, Containers.Lake);
    }

    public List<List<string>> Ask(string lake, IEnumerable<string> statements)
    {
        using var query = LakeQuery.Open(lake, new EngineOptions(Path.Combine(_folder.FullName, "query")));
        return [.. statements.Select(sql =>
        {
            using var result = query.Run(sql, default);
            return Texts(result);
        })];
    }

    /// <summary>What was sent of a feed's records, cell by cell, from the restricted tables beside the lake.</summary>
    public List<string> Sent(string lake, string agency)
    {
        using var scratch = Scratch.Open(Path.Combine(_folder.FullName, "sent"));
        using var engine = new Engine(new EngineOptions(scratch.Folder));
        using var connection = engine.Open();
        var files = Path.Combine(lake, "..", Containers.Restricted, "identities", $"agency={agency}", "**", "*.parquet");
        using var result = connection.Run(
            $"select * exclude (file_id) from read_parquet('{files}', hive_partitioning = false, union_by_name = true) order by all");
        return Texts(result);
    }

    static List<string> Texts(QueryResult result) => [.. result.Rows.Select(row => string.Join('|', row))];

    public void Dispose() => _folder.Delete(recursive: true);
}
