using System.Globalization;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>Two workers, each under its own host, on one account: the lake is that of <c>ingest</c>, which takes one file after the
/// other.</summary>
public sealed class ManyWorkersTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    const int Files = 24, RowsAFile = 3;
    const string Agency = "police", Sender = "northshire-police", Feed = "domestic-abuse";

    /// <summary>A file_id is of its blob's ETag, so it differs with each run.</summary>
    static readonly string[] s_queries =
    [
        "select * exclude (file_id) from notifications order by all",
        "select * exclude (file_id) from timeliness order by all",
        "select received_at, received_basis, bytes, status, rows_in, accepted, rejected, late from files order by all",
    ];

    readonly ComparedLakes _lakes = new();
    readonly Premises _at = new();

    [Fact]
    public async Task Two_workers_that_get_each_event_twice_and_in_any_order_leave_the_records_of_one_by_one_ingest()
    {
        var store = Account.Store(azurite);
        var events = new List<string>();
        for (var at = 0; at < Files; at++)
            events.Add(await Dropped.File(azurite, Agency, $"{Sender}/{Feed}/{at}.csv", Content(at), Received(at)
                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        string[] shuffled = [.. events, .. events];
        new Random(StageSeeds.New()).Shuffle(shuffled);

        await using (var first = await RunningApp.Start(azurite))
        await using (var second = await RunningApp.Start(azurite))
        {
            foreach (var message in shuffled) await first.Send(Queues.Arrivals, message);
            await first.Until(async () => await Waiting() == 0 && await Count(Containers.Restricted, StagedTables.Folder) == 0
                && await Count(Containers.Receipts(Agency), "", ".receipt.json") >= Files, $"{Files} receipts and an empty queue");
            foreach (var app in (RunningApp[])[first, second])
                Assert.Contains("accepted", app.Said, StringComparison.Ordinal); // else one worker did it all
        }

        Assert.Equal(Files, await Count(Containers.Receipts(Agency), "", ".receipt.json"));
        var (ingest, _, options) = _at.Parts(store);
        Assert.Empty((await new LakeVerifier(store, ingest.Commits.Lake, options).Run(repair: false, default)).Faults);
        var ours = _lakes.Ask(await _lakes.Downloaded(azurite), s_queries);
        var theirs = _lakes.Ask(await _lakes.OneByOne(Enumerable.Range(0, Files).Select(at =>
            (Agency, $"{Sender}/{Feed}/{at}.csv", Content(at), Received(at)))), s_queries);
        Assert.Equal((Files * RowsAFile, Files), (ours[0].Count, ours[2].Count));
        Assert.Contains(ours[1], row => row.Contains("|late|", StringComparison.Ordinal));
        Assert.Equal(theirs, ours);

        async Task<int> Waiting() => (await Account.Queue(azurite, Queues.Arrivals).GetPropertiesAsync()).Value.ApproximateMessagesCount;

        async Task<int> Count(string container, string prefix, string ending = "") =>
            await store.List(container, prefix, default).CountAsync(item => item.Path.EndsWith(ending, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _at.Dispose();
        _lakes.Dispose();
    }

    static DateTimeOffset Received(int file) => Some.Morning(file);

    /// <summary>Three records that no other file has; every fourth file came too late for one of them.</summary>
    static byte[] Content(int file) => Some.Utf8(Some.PoliceFile(Enumerable.Range(1 + file * RowsAFile, RowsAFile).Select(number =>
        number % 12 == 1 ? Some.Ppn(number) with { From = "01/10/2018 10:00", To = "" } : Some.Ppn(number))));
}
