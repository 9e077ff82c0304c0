using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FrontDoor.Cli.Doctor;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Feeds;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>What <c>doctor</c> finds, and what it says to do.</summary>
public sealed class DoctorTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("front-door-doctor-");

    [Fact]
    public void What_runs_out_soon_is_said_before_and_what_ran_out_is_wrong()
    {
        var ends = Contracts.Shipped.Feeds.SelectMany(feed => feed.Contract.Senders).Min(sender => sender.Agreement.Ends);

        var before = RulesCheck.Run(Contracts.Shipped, ends.AddDays(-30)).ToList();
        var after = RulesCheck.Run(Contracts.Shipped, ends.AddDays(1)).ToList();

        Assert.Contains(before,
            one => one.Level == FindingLevel.Soon && one.Text.StartsWith("the sharing agreement for", StringComparison.Ordinal));
        Assert.Contains(after,
            one => one.Level == FindingLevel.Wrong && one.Text.EndsWith("its files are refused", StringComparison.Ordinal));
        Assert.Contains(RulesCheck.Run(Contracts.Shipped, new DateOnly(2099, 1, 1)),
            one => one.Level == FindingLevel.Wrong && one.Text.StartsWith("the calendar of bank holidays ended", StringComparison.Ordinal));
        Assert.All(before.Concat(after).Where(one => one.Level > FindingLevel.Ok), one => Assert.NotNull(one.Next));
    }

    [Fact]
    public async Task A_folder_is_sound_until_its_state_or_lake_is_damaged()
    {
        var lake = Path.Combine(_folder.FullName, "data");
        await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", lake, "--received", "2019-02-06T09:00:00Z");

        var sound = await Doctor(lake);
        var ledger = Directory.GetFiles(Path.Combine(lake, "state", "ledger"), "*.json", SearchOption.AllDirectories);
        await File.WriteAllTextAsync(ledger[0], "{");
        File.Delete(Path.Combine(lake, "restricted", "pseudonym.key"));
        var damaged = await Doctor(lake);

        Assert.DoesNotContain(sound.Output, line => line.StartsWith("wrong", StringComparison.Ordinal));
        Assert.Contains(sound.Output, line => line.Contains("the lake has every committed row once", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Failed, damaged.Code);
        Assert.False(File.Exists(Path.Combine(lake, "restricted", "pseudonym.key"))); // a new one would know no record again
        Assert.Contains(damaged.Output, line => line.StartsWith("wrong", StringComparison.Ordinal) && line.Contains("pseudonym.key"));
        Assert.Contains(damaged.Output, line => line.StartsWith("wrong", StringComparison.Ordinal) && line.Contains("is damaged"));
    }

    [Fact]
    public async Task An_account_without_its_containers_is_wrong_and_poison_is_too()
    {
        var (blobs, queues) = (new BlobServiceClient(azurite.ConnectionString), new QueueServiceClient(azurite.ConnectionString));
        foreach (var name in Containers.All.Except([Containers.Restricted]))
            await blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync();
        foreach (var name in (string[])[Queues.Arrivals, Queues.Notices, Queues.Arrivals + Queues.PoisonSuffix])
            await queues.GetQueueClient(name).CreateIfNotExistsAsync();
        await queues.GetQueueClient(Queues.Arrivals + Queues.PoisonSuffix).SendMessageAsync("eA==");

        var (code, output, _) = await Doctor(null, "--account", blobs.Uri.ToString());

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Equal(["wrong  container restricted is not there", "wrong  queue arrivals-poison has 1 messages that failed five times"],
            output.Where(line => line.StartsWith("wrong", StringComparison.Ordinal)).Where(line => !line.Contains("agreement")));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    async Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> Doctor(string? lake, params string[] more)
    {
        var start = Pipeline.Start(["doctor", "--all", .. lake is null ? (string[])[] : ["--lake", lake], .. more]);
        start.Environment["DataStorage"] = azurite.ConnectionString;
        return await Pipeline.Run(start);
    }
}
