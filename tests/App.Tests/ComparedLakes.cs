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

    public async Task<string> Downloaded(Azurite azurite)
    {
        var lake = Path.Combine(_folder.FullName, "account", Containers.Lake);
        var container = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(Containers.Lake);
        await foreach (var blob in container.GetBlobsAsync())
        {
            var target = Path.Combine(lake, blob.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await container.GetBlobClient(blob.Name).DownloadToAsync(target);
        }
        return lake;
    }

    public List<List<string>> Ask(string lake, IEnumerable<string> statements)
    {
        using var query = LakeQuery.Open(lake, new EngineOptions(Path.Combine(_folder.FullName, "query")));
        return [.. statements.Select(sql =>
        {
            using var result = query.Run(sql, default);
            return result.Rows.Select(row => string.Join('|', row)).ToList();
        })];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
