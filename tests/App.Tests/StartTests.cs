using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>How the process ends when it cannot start: by name, and never with the codes the host misreads.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("PseudonymKey", null)]
    [InlineData("PseudonymKey", "c2hvcnQ=")]
    [InlineData("DataStorage", null)]
    [InlineData("DataStorage__blobServiceUri", "http://a.blob.core.windows.net")]
    [InlineData("AllowGivenReceipt", "perhaps")]
    public async Task A_wrong_setting_stops_the_app_with_its_name(string name, string? value)
    {
        var (code, said) = await StartedApp.End([("DataStorage", "UseDevelopmentStorage=true"), (name, value)]);

        Assert.Equal(2, code); // 0 is never restarted and 200 is taken for a wish to be
        Assert.Contains($"The setting {name} ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.Single(said.TrimEnd().Split('\n')); // the host takes a line for an event
    }

    [Fact]
    public async Task All_that_is_missing_is_named_at_once()
    {
        var (code, said) = await StartedApp.End(("PseudonymKey", null), ("PseudonymKeyVersion", "0"));

        Assert.Equal(2, code);
        Assert.StartsWith("The app cannot start: The setting ", said, StringComparison.Ordinal);
        Assert.All((string[])["DataStorage is missing", "PseudonymKey is missing", "PseudonymKeyVersion is not a whole number"],
            fault => Assert.Contains($"The setting {fault}", said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_contract_with_an_unknown_key_stops_the_app_with_file_and_key()
    {
        var folder = Directory.CreateTempSubdirectory("contracts-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "odd.json"), """{ "feed": "police/odd", "surprise": 1 }""");

        var (code, said) = await StartedApp.End(("DataStorage", "UseDevelopmentStorage=true"), ("ContractsFolder", folder));

        Assert.Equal(2, code);
        Assert.Contains("odd.json", said, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    // the contract's file, whether those that ship are used too, what is said; null where nothing is wrong with it
    [Theory]
    [InlineData("council/housing-concern", "true", null)]
    [InlineData("police/domestic-abuse", "true",
        "housing.json, line 3, feed: 'police/domestic-abuse' is the feed of feeds/police-domestic-abuse.json too")]
    [InlineData("police/domestic-abuse", "false", null)] // in place of the one that ships
    public async Task Contracts_of_a_folder_stand_beside_those_that_ship(string feed, string withShipped, string? said)
    {
        var folder = Directory.CreateTempSubdirectory("contracts-").FullName;
        var housing = await File.ReadAllTextAsync(Repository.Path("tests", "Domain.Tests", "Feeds", "housing-concern.json"));
        await File.WriteAllTextAsync(Path.Combine(folder, "housing.json"),
            housing.Replace("council/housing-concern", feed, StringComparison.Ordinal));

        if (said is null)
        {
            var contracts = ContractFolder.Load(folder, bool.Parse(withShipped));
            Assert.Equal("Housing concerns", contracts.Find(FeedId.Parse(feed))!.Contract.Title);
            Assert.Equal(withShipped == "true" ? Contracts.Shipped.Feeds.Count() + 1 : 1, contracts.Feeds.Count());
        }
        else
        {
            var (code, told) = await StartedApp.End(("DataStorage", "UseDevelopmentStorage=true"), ("ContractsFolder", folder),
                ("ShippedContracts", withShipped));
            Assert.Equal(2, code);
            Assert.Contains(said, told, StringComparison.Ordinal);
        }
        Directory.Delete(folder, recursive: true);
    }
}
