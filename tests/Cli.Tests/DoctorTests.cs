using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FrontDoor.Alerting;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Doctor;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Feeds;
using FrontDoor.Local.ServiceBus;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;
using Microsoft.Extensions.Time.Testing;

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
        Assert.Equal(2, sound.Output.Count(line => line.Contains(" GB are free for ", StringComparison.Ordinal)));
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
        Assert.Contains("soon   what waits in restricted/staged/ could not be counted", output); // not as if nothing waited
        Assert.Contains(output, line => line.StartsWith("not checked here:", StringComparison.Ordinal) && line.Contains("container"));
        Assert.Contains(output, line => line.Contains("az role assignment list", StringComparison.Ordinal));
        Assert.EndsWith("not checked here", output[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(output, line => line.StartsWith("ok", StringComparison.Ordinal) && line.Contains("not checked"));
        foreach (var agency in Containers.Agencies) // a blob there would be an event
            Assert.Empty(blobs.GetBlobContainerClient(Containers.Landing(agency)).GetBlobs());
        Assert.Equal(["wrong  container restricted is not there", "wrong  queue arrivals-poison has 1 messages that failed five times"],
            output.Where(line => line.StartsWith("wrong", StringComparison.Ordinal)).Where(line => !line.Contains("agreement")));
    }

    [Fact]
    public async Task An_account_is_compared_with_its_lake_and_what_is_missing_is_wrong()
    {
        var lake = Path.Combine(_folder.FullName, "data");
        await Pipeline.Run("ingest", Repository.Path("samples"), "--lake", lake, "--received", "2019-02-06T09:00:00Z");
        await using var own = new Azurite();
        await own.InitializeAsync();
        await AccountCopy.Make(own.ConnectionString, lake);
        var (account, later) = (StorageAccount.ByConnection(own.ConnectionString), TimeProvider.System.GetUtcNow().AddHours(2));

        var whole = await AccountLakeCheck.Run(account, later, default);
        var files = account.Blobs.GetBlobContainerClient(Containers.Lake);
        await files.DeleteBlobAsync("files/agency=education/feed=concern/2019-02.parquet");
        var damaged = await AccountLakeCheck.Run(account, later, default);
        await account.Blobs.DeleteBlobContainerAsync(Containers.State);
        var unknown = await AccountLakeCheck.Run(account, later, default);

        Assert.Equal([Finding.Ok("the lake has the 11 files done in the last 7 days"),
            Finding.Ok("every feed has as many rows in the lake as were accepted (3 feeds)")], whole);
        Assert.All(damaged, one => Assert.Equal(FindingLevel.Wrong, one.Level));
        Assert.Equal(["of the 11 files done in the last 7 days, 2 are not in the lake",
            "of education/concern, 0 rows were accepted and notifications has 10"], damaged.Select(one => one.Text.Split(", such as")[0]));
        Assert.Equal([FindingLevel.Soon], unknown.Select(one => one.Level)); // never as if it were whole
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_said_and_what_could_not_be_counted_too()
    {
        await using var own = new Azurite();
        await own.InitializeAsync();
        var account = StorageAccount.ByConnection(own.ConnectionString);
        foreach (var name in Containers.All.Except([Containers.State])) await account.Blobs.CreateBlobContainerAsync(name);
        var now = TimeProvider.System.GetUtcNow();

        var right = await AccountCheck.Run(account, new FakeTimeProvider(now), default);
        var wrong = await AccountCheck.Run(account, new FakeTimeProvider(now.AddMinutes(-10)), default);

        Assert.Contains(Finding.Ok("this machine's clock is that of storage, to the minute"), right);
        Assert.Contains(wrong, one => one.Level == FindingLevel.Soon
            && one.Text == "this machine's clock differs from that of storage by 10 minutes");
        Assert.Contains(right,
            one => one.Level == FindingLevel.Soon && one.Text == "what waits in state/alerts-waiting/ could not be counted");
        Assert.Contains(Finding.Ok("no committed arrival waits for more than 15 minutes for the lake"), right);
    }

    [Fact]
    public async Task Every_subscription_has_the_rule_of_infra_and_a_topic_that_gives_no_answer_is_asked_once()
    {
        var broker = await ServiceBusBroker.Start(new ServiceBusBrokerOptions(), default);
        var quickly = new ServiceBusClientOptions { RetryOptions = { MaxRetries = 0, TryTimeout = TimeSpan.FromSeconds(20) } };
        await using var client = new ServiceBusClient(broker.ConnectionString, quickly);
        await using var stranger = new ServiceBusClient(
            broker.ConnectionString.Replace("SharedAccessKey=", "SharedAccessKey=x", StringComparison.Ordinal), quickly);

        var found = await TopicCheck.Run(client, default);
        var refused = await TopicCheck.Run(stranger, default);
        await broker.DisposeAsync();
        var gone = await TopicCheck.Run(client, default);

        Assert.Equal(Subscription.All.Select(one => Finding.Ok($"subscription {one.Name} of the topic alerts has the rule of infra")),
            found);
        Assert.Equal(Subscription.All.Count, refused.Count(one => one.Level == FindingLevel.Soon));
        Assert.Contains("gives no answer", Assert.Single(gone).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("has no rule: it gets no alert")]
    [InlineData("has other rules than infra gives it: alerts reach others than they should, or not all", "1=1")]
    [InlineData("has other rules than infra gives it: alerts reach others than they should, or not all", null, "1=1")]
    public void A_rule_that_infra_does_not_give_is_wrong(string said, params string?[] rules)
    {
        var police = Subscription.All.Single(one => one.Name == "police");

        var found = TopicCheck.Compare("it", police, [.. rules.Select(rule => rule ?? police.Filter)]);

        Assert.Equal((FindingLevel.Wrong, $"it {said}"), (found.Level, found.Text));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    async Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> Doctor(string? lake, params string[] more)
    {
        var start = Pipeline.Start(["doctor", "--all", .. lake is null ? (string[])[] : ["--lake", lake], .. more]);
        start.Environment["DataStorage"] = azurite.ConnectionString;
        return await Pipeline.Run(start);
    }
}
