using Azure.Storage.Blobs;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;
using FrontDoor.Tests;

namespace FrontDoor.Cli.Tests;

/// <summary>An operator lists files, sees where one is, and lets a delayed one be tried again.</summary>
public sealed class ArrivalsCommandTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("arrivals-");
    readonly Premises _at = new();

    async Task<Dictionary<string, string>> Show(string id) =>
        (await Pipeline.Run("arrivals", "show", id, "--lake", _at.Root)).Output.Select(line => line.Split(':', 2))
            .GroupBy(pair => pair[0], pair => pair[1].Trim()).ToDictionary(fact => fact.Key, fact => string.Join('\n', fact));

    [Fact]
    public async Task Files_are_listed_and_one_is_shown_with_its_steps_receipts_and_alerts_and_without_its_name()
    {
        var taken = await _at.Take(Some.PoliceFile(Some.Ppn(1) with { From = "01/12/2018 10:00", To = "" }), name: "JO CANARY.csv");
        var refused = await _at.Take("<html>no table</html>", 1, "CANARY.html");
        _at.Publish();

        var (code, listed, _) = await Pipeline.Run("arrivals", "--lake", _at.Root, "--format", "csv");
        Assert.Equal((0, 3), (code, listed.Count));
        Assert.StartsWith($"{refused.FileId},police/domestic-abuse,northshire-police,", listed[1], StringComparison.Ordinal);
        Assert.Equal(2, (await Pipeline.Run("arrivals", "--lake", _at.Root, "--status", "refused", "--format", "csv")).Output.Count);

        var (one, other) = (await Show(taken.FileId[..8]), await Show(refused.FileId));
        Assert.Equal("nothing", one["what to do"]);
        Assert.StartsWith("in the lake since ", one["where it is"], StringComparison.Ordinal);
        Assert.StartsWith("accepted: 1 row in = 1 accepted + 0 rejected + 0 unchanged + 0 blank; 1 late", one["outcome"],
            StringComparison.Ordinal);
        Assert.Equal(one, await Show("JO CANARY.csv")); // by its name, which is not shown
        Assert.Contains($"receipts-police/northshire-police/domestic-abuse/….{taken.FileId[..8]}.receipt.txt", one["receipt"],
            StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{8} late \\((serious|critical)\\)$", one["alert"]);
        Assert.StartsWith("refused: ", other["outcome"], StringComparison.Ordinal);
        Assert.Contains("./pipeline replay", other["what to do"], StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", string.Concat([.. listed, .. one.Values, .. other.Values]), StringComparison.Ordinal);
        Assert.Equal(2, (await Pipeline.Run("arrivals", "show", "00000000", "--lake", _at.Root)).Code);
        Assert.Equal("error: no file has a receipt with the name none.csv",
            (await Pipeline.Run("arrivals", "show", "none.csv", "--lake", _at.Root)).Said[0]);
    }

    [Fact]
    public async Task Files_are_listed_in_words_and_one_of_a_copy_for_reading_is_shown()
    {
        var taken = await _at.Take(Some.PoliceFile(Some.Ppn(1)));
        _at.Publish();
        foreach (var memory in Containers.All.Except([Containers.Lake, .. Containers.Agencies.Select(Containers.Receipts)]))
            if (Directory.Exists(Path.Combine(_at.Root, memory))) Directory.Delete(Path.Combine(_at.Root, memory), recursive: true);

        var (_, listed, _) = await Pipeline.Run("arrivals", "--lake", _at.Root);
        Assert.DoesNotContain(listed, line => line.Contains('_', StringComparison.Ordinal));
        Assert.Contains(listed, line => line.Contains(" about ", StringComparison.Ordinal));
        var one = await Show(taken.FileId);
        Assert.Equal(("in the lake", "nothing"), (one["where it is"], one["what to do"]));
    }

    [Fact]
    public async Task A_file_that_is_committed_and_not_visible_or_not_in_the_lake_is_shown_so()
    {
        await _at.Take(Some.PoliceFile(Some.Ppn(1)));
        _at.Publish();
        var file = _at.File(Some.PoliceFile(Some.Ppn(2)), 1, "b.csv");
        var id = _at.Ingest.Commits.FileId(file.Agency, file.Path, file.Version);
        var counting = new Dying(_at.Store, int.MaxValue);
        using (var start = _at.Copy()) await start.Open(counting = new Dying(start.Store,
            int.MaxValue)).Run(start.File(Some.PoliceFile(Some.Ppn(2)), 1, "b.csv"), default);
        for (var call = 1; call <= counting.Calls; call++)
        {
            using var dead = _at.Copy();
            await Assert.ThrowsAsync<Died>(() => dead.Open(new Dying(dead.Store, call)).Run(dead.File(Some.PoliceFile(Some.Ppn(2)), 1,
                "b.csv"), default));
            if ((await dead.Store.Find<Storage.Commits.Manifest>(Containers.State,
                "index/police/domestic-abuse/northshire-police/manifest.json",
                default))!.Document.Outbox.All(one => one.FileId != id)) continue;

            var (_, shown, _) = await Pipeline.Run("arrivals", "show", id, "--lake", dead.Root);
            Assert.Contains("where it is:      committed, and its receipts are not written yet: the next run writes them", shown);
            await dead.Sweep().FinishCommitted(DateTimeOffset.MaxValue, default);
            (_, shown, _) = await Pipeline.Run("arrivals", "show", id, "--lake", dead.Root);
            Assert.Contains(shown, line => line.StartsWith("where it is:      done ", StringComparison.Ordinal)
                && line.EndsWith(", and not in the lake yet", StringComparison.Ordinal));
            return;
        }
        Assert.Fail("No death was between the commit and its publication.");
    }

    [Fact]
    public async Task A_delayed_file_of_an_account_is_shown_and_tried_again_at_once()
    {
        var blobs = new BlobServiceClient(azurite.ConnectionString);
        foreach (var container in Containers.All) await blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync();
        var id = $"{0xabcdef01:x8}{new string('0', 24)}";
        var blob = blobs.GetBlobContainerClient(Containers.State).GetBlobClient($"ledger/ab/{id}.json");
        var next = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await blob.UploadAsync(BinaryData.FromBytes(StateDocuments.Bytes(new LedgerEntry
        {
            FileId = id,
            Status = ArrivalStatus.Stalled,
            Touched = next.AddYears(-1),
            Attempts = 5,
            Stalls = 2,
            NotBefore = next
        })), overwrite: true);

        Assert.Contains("outcome:          waits, for a fault of ours", (await OnAccount("arrivals", "show", id[..8])).Output);
        Assert.StartsWith($"{id[..8]} is tried again", (await OnAccount("arrivals", "retry", id[..8])).Output[^1],
            StringComparison.Ordinal);

        var entry = StateDocuments.Parse<LedgerEntry>((await blob.DownloadContentAsync()).Value.Content.ToMemory().Span, "x");
        Assert.True(entry is { Status: ArrivalStatus.Stalled, Stalls: 2 } && entry.NotBefore <= TimeProvider.System.GetUtcNow());
    }

    public void Dispose()
    {
        _at.Dispose();
        _folder.Delete(recursive: true);
    }

    Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Said)> OnAccount(params string[] command)
    {
        var start = Pipeline.Start([.. command, "--account", new BlobServiceClient(azurite.ConnectionString).Uri.ToString()]);
        start.Environment["DataStorage"] = azurite.ConnectionString;
        start.Environment["TMPDIR"] = _folder.FullName;
        return Pipeline.Run(start);
    }
}
