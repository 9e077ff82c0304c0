using System.Text.Json.Nodes;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>A feed nobody had when the pipeline was built is one JSON file in a folder: guide, export, check, ingest and receipt follow
/// from it.</summary>
public sealed class OwnContractTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("own-");
    readonly string _housing = File.ReadAllText(Repository.Path("tests", "Domain.Tests", "Feeds", "housing-concern.json"));

    string Ours => _folder.CreateSubdirectory("ours").FullName;

    void Put(string name, string contract) => File.WriteAllText(Path.Combine(Ours, name), contract);

    [Theory]
    [InlineData("housing-concern")]
    [InlineData("probation-concern")]
    public async Task A_feed_added_at_run_time_is_explained_checked_and_taken_in(string feed)
    {
        Put($"{feed}.json", _housing.Replace("housing-concern", feed, StringComparison.Ordinal));
        var (data, export) = (Path.Combine(_folder.FullName, "data"), Path.Combine(_folder.FullName, "export"));
        var drop = Directory.CreateDirectory(Path.Combine(_folder.FullName, "drops", "council", "northshire-council", feed)).FullName;

        var (_, guide, _) = await Pipeline.Run("feeds", $"council/{feed}", "--contracts", Ours);
        var (exported, _, _) = await Pipeline.Run("feeds", $"council/{feed}", "--contracts", Ours, "--export", export);
        File.Copy(Directory.GetFiles(export, $"{feed}.2019.sample.csv", SearchOption.AllDirectories).Single(),
            Path.Combine(drop, "first.csv"));
        var (check, _, _) = await Pipeline.Run("check", $"council/{feed}", drop, "--contracts", Ours, "--strict");
        var (ingest, output, _) =
            await Pipeline.Run("ingest", Path.Combine(_folder.FullName, "drops"), "--lake", data, "--contracts", Ours, "--received",
            "2019-04-04T09:00:00Z");
        var (without, _, _) = await Pipeline.Run("ingest", Path.Combine(_folder.FullName, "drops"), "--lake",
            Path.Combine(_folder.FullName, "other"));
        var (_, rows, _) = await Pipeline.Run("query", "select feed, status, limit_text from timeliness order by line", "--lake", data,
            "--format", "csv");

        Assert.Contains("Housing concerns", guide);
        Assert.Equal((0, 0, 0, 1), (exported, check, ingest, without)); // a feed that is not known is refused
        Assert.Equal("1 file: 3 rows in = 3 accepted + 0 rejected + 0 unchanged + 0 blank; 0 late", output[^1]);
        Assert.Equal(["feed,status,limit_text", .. Enumerable.Repeat($"{feed},on_time,48 h", 3)], rows);
        var receipt = Assert.Single(
            Directory.GetFiles(Path.Combine(data, "receipts-council"), "*.receipt.json", SearchOption.AllDirectories));
        Assert.Equal("2019", (string)JsonNode.Parse(await File.ReadAllTextAsync(receipt))!["edition"]!);
    }

    // the contract's file, from, to, what must be said
    [Theory]
    [InlineData("council/housing-concern", "police/domestic-abuse",
        "housing.json, line 3, feed: 'police/domestic-abuse' is the feed of feeds/police-domestic-abuse.json too")]
    [InlineData("northshire-council", "unregistered", "housing.json, line 8, senders[0].id:")]
    [InlineData("\"title\"", "\"tilte\"", "housing.json, line 4, tilte:")]
    public async Task A_contract_that_cannot_be_used_stops_every_command_with_file_line_and_key(string from, string to, string said)
    {
        Put("housing.json", _housing.Replace(from, to, StringComparison.Ordinal));

        foreach (var command in (string[][])[["feeds"], ["check", "police/domestic-abuse", "a.csv"], ["ingest", _folder.FullName]])
        {
            var (code, output, error) = await Pipeline.Run([.. command, "--contracts", Ours]);

            Assert.Equal(2, code);
            Assert.Empty(output);
            Assert.Contains(said, string.Join('\n', error), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_without_a_contract_is_a_mistake()
    {
        var (code, _, said) = await Pipeline.Run("feeds", "--contracts", Ours);

        Assert.Equal(2, code);
        Assert.Contains("holds no contract", string.Join('\n', said), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
