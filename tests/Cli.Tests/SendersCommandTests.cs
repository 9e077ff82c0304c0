using Azure.Storage.Blobs;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>A sender is paused and resumed: its files wait, and are then taken as if it had not been.</summary>
public sealed class SendersCommandTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    const string Sender = "northshire-police";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("senders-");

    string Drops => _folder.CreateSubdirectory("drops").FullName;

    void Drop(string name, double hours, params Ppn[] rows)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Drops, "police", Sender, "domestic-abuse"));
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, Some.PoliceFile(rows));
        File.SetLastWriteTimeUtc(path, Some.Morning(hours).UtcDateTime);
    }

    [Fact]
    public async Task Files_of_a_paused_sender_wait_and_are_taken_later_by_the_time_they_came()
    {
        using var undisturbed = new Premises();
        using var at = new Premises();
        Drop("first.csv", 24, Some.Ppn(1));
        Drop("second.csv", 30, Some.Ppn(1) with { Version = "2", Narrative = "More." }, Some.Ppn(2));
        await Pipeline.Run("ingest", Drops, "--lake", undisturbed.Root);
        Directory.CreateDirectory(Path.Combine(at.Root, Containers.Restricted));
        File.Copy(Path.Combine(undisturbed.Root, Containers.Restricted, "pseudonym.key"),
            Path.Combine(at.Root, Containers.Restricted, "pseudonym.key"));

        var paused = await Pipeline.Run("senders", "pause", Sender, "--by", "MASH manager", "--reason", "CANARY", "--lake", at.Root);
        var again = await Pipeline.Run("senders", "pause", Sender, "--by", "another", "--reason", "CANARY", "--lake", at.Root);
        var listed = await Pipeline.Run("senders", "--lake", at.Root, "--format", "csv");
        var skipped = await Pipeline.Run("ingest", Drops, "--lake", at.Root);

        Assert.Equal((0, $"paused: {Sender}. Its files wait until ./pipeline senders resume {Sender} --by ROLE"),
            (paused.Code, paused.Output[^1]));
        Assert.Matches("^paused already, by MASH manager on .*; nothing was changed$", again.Output[^1]);
        Assert.Matches($"^{Sender},.*,MASH manager$", listed.Output[^1]);
        Assert.Contains(skipped.Said, line => line.StartsWith($"2 files of {Sender} not taken: the sender is paused",
            StringComparison.Ordinal));
        Assert.Equal("0 files: 0 rows in = 0 accepted + 0 rejected + 0 unchanged + 0 blank; 0 late", skipped.Output[^1]);
        Assert.DoesNotContain("CANARY", string.Concat([.. paused.Output, .. again.Output, .. listed.Output, .. skipped.Said]),
            StringComparison.Ordinal);

        var resumed = await Pipeline.Run("senders", "resume", Sender, "--by", "MASH manager", "--lake", at.Root);
        await Pipeline.Run("ingest", Drops, "--lake", at.Root);
        Assert.StartsWith($"resumed: {Sender}", resumed.Output[^1], StringComparison.Ordinal);
        Assert.Equal($"{Sender} was not paused; nothing was changed",
            (await Pipeline.Run("senders", "resume", Sender, "--by", "MASH manager", "--lake", at.Root)).Output[^1]);
        Assert.Equal("No sender is paused.", (await Pipeline.Run("senders", "--lake", at.Root)).Output[^1]);
        Assert.Equal(undisturbed.Dump(), at.Dump());
    }

    [Fact]
    public async Task Doctor_names_a_sender_that_is_paused_for_more_than_a_day()
    {
        using var at = new Premises();
        Drop("first.csv", 24, Some.Ppn(1));
        await Pipeline.Run("ingest", Drops, "--lake", at.Root);
        var paused = new PausedSenders(at.Store);
        await paused.Pause(Sender, "MASH manager", "Broken.", TimeProvider.System.GetUtcNow().AddHours(-2), default);
        Assert.DoesNotContain(await Doctor(at.Root), line => line.Contains("is paused", StringComparison.Ordinal));
        await paused.Resume(Sender, "MASH manager", TimeProvider.System.GetUtcNow(), default);
        await paused.Pause(Sender, "MASH manager", "Broken.", TimeProvider.System.GetUtcNow().AddHours(-25), default);

        Assert.Contains(await Doctor(at.Root), line => line.StartsWith($"soon   {Sender} is paused since ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sender_of_an_account_is_paused_and_resumed_and_a_misspelt_one_is_said()
    {
        var blobs = new BlobServiceClient(azurite.ConnectionString);
        foreach (var container in Containers.All) await blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync();

        Assert.Equal("No sender is paused.", (await OnAccount("senders")).Output[^1]);
        Assert.StartsWith("paused: ", (await OnAccount("senders", "pause", Sender, "--by", "us", "--reason", "Why.")).Output[^1],
            StringComparison.Ordinal);
        Assert.Contains((await OnAccount("senders")).Output, line => line.StartsWith(Sender, StringComparison.Ordinal));
        Assert.EndsWith("takes what waits within five minutes", (await OnAccount("senders", "resume", Sender, "--by", "us")).Output[^1],
            StringComparison.Ordinal);
        Assert.Equal("No sender is paused.", (await OnAccount("senders")).Output[^1]);

        var (code, _, said) = await OnAccount("senders", "pause", "northshire-polise", "--by", "us", "--reason", "Why.");
        Assert.Equal(2, code);
        Assert.Contains(said, line => line.Contains($"did you mean {Sender}?", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> OnAccount(params string[] command)
    {
        var start = Pipeline.Start([.. command, "--account", new BlobServiceClient(azurite.ConnectionString).Uri.ToString()]);
        start.Environment["DataStorage"] = azurite.ConnectionString;
        return Pipeline.Run(start);
    }

    static async Task<IReadOnlyList<string>> Doctor(string lake) => (await Pipeline.Run("doctor", "--lake", lake)).Output;
}
