using Azure.Storage.Blobs;
using FrontDoor.Cli.Terminal;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>The lake of a storage account answers as a folder's does, and no more of it is brought than is asked for.</summary>
public sealed class AccountTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    static readonly string[] s_queries = ["select * from timeliness order by all",
        "select agency, count(*) from children group by all order by all"];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-account-");

    string Lake => Path.Combine(_folder.FullName, "lake");

    string Copies => Path.Combine(_folder.FullName, $"front-door-copies-{Environment.UserName}");

    BlobServiceClient Service => new(azurite.ConnectionString);

    [Fact]
    public async Task An_account_answers_as_the_folder_it_was_filled_from()
    {
        await Ingest("samples", "2019-02-06T09:00:00Z");
        await Upload();

        foreach (var asOf in (string[][])[[], ["--as-of", "2019-02-07"], ["--as-of", "2019-02-05"]])
            foreach (var command in (string[][])[["late", .. asOf], ["report", .. asOf],
                .. s_queries.Select(sql => (string[])["query", sql, .. asOf])])
            {
                var expected = await Run([.. command, "--lake", Lake]);
                Assert.NotEmpty(expected.Output);
                Assert.Equal(expected, await Run([.. command, "--account", Service.Uri.ToString()]));
            }
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_brought_and_once_while_it_is_the_same()
    {
        await Ingest("samples/police", "2019-02-06T09:00:00Z");
        await Upload();

        await Run("late", "--account", Service.Uri.ToString());
        var brought = Brought();
        await Run("late", "--account", Service.Uri.ToString());
        var again = Brought();
        await Ingest("samples/health", "2019-02-07T09:00:00Z");
        await Upload();
        var late = await Run("late", "--account", Service.Uri.ToString());

        Assert.Equal(["current_notifications", "current_timeliness"], brought.Select(file => file.Table).Distinct());
        Assert.Equal(brought, again);
        Assert.True(Brought().Count > brought.Count);
        Assert.Equal(await Run("late", "--lake", Lake), late);
    }

    [Theory]
    [InlineData("ftp://somewhere", "the address of a storage account's blobs")]
    [InlineData("http://account.blob.core.windows.net", "the address of a storage account's blobs")]
    public async Task What_is_no_address_is_said_to_be_none(string account, string expected)
    {
        var (code, _, said) = await Pipeline.Run("late", "--account", account);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(said, line => line.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_and_an_account_are_not_asked_at_once()
    {
        var (code, _, said) = await Pipeline.Run("query", "from files", "--lake", _folder.FullName, "--account", Service.Uri.ToString());

        Assert.Equal((ExitCodes.Usage, true), (code,
            said.Any(line => line.Contains("--lake and --account are both given", StringComparison.Ordinal))));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Every copy by table and path, with when it came.</summary>
    List<(string Table, string Path, DateTime Came)> Brought() =>
        [.. from file in Directory.EnumerateFiles(Copies, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            let path = Path.GetRelativePath(Copies, file).Split(Path.DirectorySeparatorChar)
            select (path[1], file, File.GetLastWriteTimeUtc(file))];

    async Task Ingest(string samples, string received)
    {
        var drop = Path.Combine(_folder.FullName, "drop", received[..10]);
        foreach (var file in Directory.EnumerateFiles(Repository.Path(samples.Split('/')), "*.csv", SearchOption.AllDirectories))
        {
            var target = Path.Combine(drop, Path.GetRelativePath(Repository.Path("samples"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        var (_, output, said) = await Pipeline.Run("ingest", drop, "--lake", Lake, "--received", received);
        Assert.True(output.Count > 1, string.Join('\n', said));
    }

    /// <summary>The container lake as the folder has it.</summary>
    async Task Upload()
    {
        var container = Service.GetBlobContainerClient(Containers.Lake);
        await container.CreateIfNotExistsAsync();
        var here = Path.Combine(Lake, Containers.Lake);
        var files = Directory.EnumerateFiles(here, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(here, file).Replace(Path.DirectorySeparatorChar, '/'));
        await foreach (var blob in container.GetBlobsAsync())
            if (!files.ContainsKey(blob.Name)) await container.DeleteBlobAsync(blob.Name);
        foreach (var (path, file) in files)
        {
            var blob = container.GetBlobClient(path);
            var bytes = await File.ReadAllBytesAsync(file);
            if (!await blob.ExistsAsync() || !(await blob.DownloadContentAsync()).Value.Content.ToArray().SequenceEqual(bytes))
                await blob.UploadAsync(file, overwrite: true);
        }
    }

    async Task<(int Code, string Output)> Run(params string[] arguments)
    {
        using var process = new System.Diagnostics.Process { StartInfo = Pipeline.Start(arguments) };
        (process.StartInfo.Environment["DataStorage"], process.StartInfo.Environment["TMPDIR"]) = (azurite.ConnectionString,
            _folder.FullName);
        process.Start();
        var (output, said) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == ExitCodes.Done, $"{string.Join(' ', arguments)}: {await said}");
        return (process.ExitCode, await output);
    }
}
