using System.Globalization;
using System.Text.Json;
using FrontDoor.App.Storage;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests.Chaos;

/// <summary>Files arrive while storage fails in every way, clocks are wrong, and worker, host and topic are killed at random.</summary>
/// <remarks>CHAOS_FILES says how many files; the nightly run asks for 2,000.</remarks>
public sealed class ChaosTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    const int Usual = 21, FilesAKill = 7, KillsAtMost = 100;

    /// <summary>A file_id is of its blob's ETag, so it differs with each run. Which arrival brings a version of a record that is sent
    /// again depends on the order, and the record's newest version does not.</summary>
    static readonly string[] s_queries =
    [
        $"select * exclude (file_id) from notifications where agency <> '{ChaosFile.Resent}' order by all",
        $"select * exclude (file_id) from timeliness where agency <> '{ChaosFile.Resent}' order by all",
        $"select * exclude (file_id, line, part, record_version, record_month, change, received_at) from current_notifications "
            + $"where agency = '{ChaosFile.Resent}' order by all",
        $"select * exclude (file_id, line, part, record_version, record_month) from current_timeliness "
            + $"where agency = '{ChaosFile.Resent}' order by all",
        $"select * exclude (notice_id) from notices where agency <> '{ChaosFile.Resent}' order by all",
        "select agency, received_at, received_basis, bytes, format, status, refusal, rows_in, rejected, blank, accepted + unchanged "
            + "from files order by all",
    ];

    readonly ComparedLakes _lakes = new();
    readonly Premises _at = new();
    readonly BlobStore _store = Account.Store(azurite);

    [Fact]
    public async Task Each_file_row_and_alert_counts_once_though_storage_fails_clocks_are_wrong_and_worker_host_and_topic_are_killed()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("CHAOS_FILES"), CultureInfo.InvariantCulture, out var given) ? given
            : Usual;
        var seed = StageSeeds.New();
        var files = Enumerable.Range(0, count).Select(number => ChaosFile.Of(number, seed)).ToList();
        await using var soak = await Soak.Start(azurite, seed);
        var quiet = Task.Run(() => _lakes.OneByOne(files.Select(file => (file.Agency, file.Path, file.Content, file.Received))));

        await soak.Run(files, Math.Min(count / FilesAKill, KillsAtMost));
        await soak.Settle(async () => (await Receipts()).Select(receipt => receipt.File).Distinct().Count() == files.Count,
            TimeSpan.FromMinutes(3 + count / 100));

        Console.WriteLine($"{count} files; {soak.Proxy.Requests} requests to storage, went wrong: {Counts(soak.Proxy.Faults)}; given up: "
            + $"{soak.Proxy.GivenUp}; killed: {Counts(soak.Ends)}; failed beside: {Counts(soak.Failed)}");
        await EachFileHasOneReceipt(files);
        await TheLakeIsThatOfOneByOneIngest(await quiet);
        await EachAlertArrivedOnce(soak.Broker);
    }

    async Task EachFileHasOneReceipt(IReadOnlyList<ChaosFile> files)
    {
        var receipts = await Receipts();
        Assert.Equal(files.Select(file => $"{file.Agency}/{file.Path}").Order(StringComparer.Ordinal), receipts.Select(one => one.File));
        foreach (var (file, receipt) in files.OrderBy(file => $"{file.Agency}/{file.Path}", StringComparer.Ordinal).Zip(receipts))
        {
            Assert.Equal(file.Rows > 0 ? "committed" : "refused", receipt.Json.GetProperty("status").GetString());
            Assert.Equal(file.Received, receipt.Json.GetProperty("received_at").GetDateTimeOffset());
            Assert.Equal(file.Rows, receipt.Json.GetProperty("rows_in").GetInt32());
        }
        foreach (var agency in Containers.Agencies)
            Assert.DoesNotContain(await _store.List(Containers.Receipts(agency), "", default).ToListAsync(),
                item => item.Path.Contains(".delayed.", StringComparison.Ordinal));
    }

    async Task TheLakeIsThatOfOneByOneIngest(string quiet)
    {
        var (ingest, _, options) = _at.Parts(_store);
        Assert.Empty((await new LakeVerifier(_store, ingest.Commits.Lake, options).Run(repair: false, default)).Faults);
        var lake = await _lakes.Downloaded(azurite);
        var (ours, theirs) = (_lakes.Ask(lake, s_queries), _lakes.Ask(quiet, s_queries));
        Assert.All(ours, Assert.NotEmpty);
        Assert.Contains(ours[1], row => row.Contains("|late|", StringComparison.Ordinal));
        foreach (var (expected, found) in theirs.Zip(ours)) Assert.Equal(expected, found);
        foreach (var agency in (string[])["police", "education"])
            Assert.Equal(_lakes.Sent(quiet, agency), _lakes.Sent(lake, agency));
    }

    async Task EachAlertArrivedOnce(BrokerProcess broker)
    {
        var arrived = (await broker.Messages()).Select(message => message.MessageId).Order(StringComparer.Ordinal).ToList();
        Assert.Distinct(arrived);
        Assert.Equal((await _store.List(Containers.State, "alerts/", default).Select(item => Path.GetFileNameWithoutExtension(item.Path))
            .ToListAsync()).Order(StringComparer.Ordinal), arrived);
    }

    async Task<List<(string File, JsonElement Json)>> Receipts()
    {
        var receipts = new List<(string File, JsonElement Json)>();
        foreach (var agency in Containers.Agencies)
            await foreach (var item in _store.List(Containers.Receipts(agency), "", default))
                if (item.Path.EndsWith(".receipt.json", StringComparison.Ordinal))
                    receipts.Add(($"{agency}/{item.Path[..^(".receipt.json".Length + 9)]}",
                        JsonDocument.Parse((await _store.Read(Containers.Receipts(agency), item.Path, default))!.Content).RootElement));
        return [.. receipts.OrderBy(receipt => receipt.File, StringComparer.Ordinal)];
    }

    static string Counts<T>(IEnumerable<KeyValuePair<T, int>> counts) =>
        string.Join(", ", counts.OrderBy(one => $"{one.Key}", StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"));

    public void Dispose()
    {
        _at.Dispose();
        _lakes.Dispose();
    }
}
