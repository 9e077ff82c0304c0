using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using FrontDoor.Alerting;
using FrontDoor.App.Alerts;
using FrontDoor.App.Storage;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Keys;
using FrontDoor.Local.ServiceBus;
using FrontDoor.Storage.Alerts;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>What is lost, doubled or failing ends well: nothing twice, nothing forgotten, nobody named.</summary>
[Collection(nameof(Azurite))]
public sealed class RecoveryTests(Azurite azurite) : IDisposable
{
    const string Received = "2019-01-05T07:02:00Z"; // within the sender's agreement, whenever the tests run

    readonly TestApp _app = TestApp.On(azurite);

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Two_deliveries_at_once_are_one_arrival()
    {
        var told = await Dropped.File(azurite, "police", "northshire-police/domestic-abuse/at once.csv", await Sample(), Received);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _app.Run("ReceiveFile", told)));

        var receipt = Assert.Single(
            await Names(Containers.Receipts("police"), "northshire-police/domestic-abuse/at once.csv."),
                name => name.EndsWith(".receipt.json", StringComparison.Ordinal));
        using var json = JsonDocument.Parse((await new BlobStore(Service).Read(Containers.Receipts("police"), receipt, default))!.Content);
        Assert.Equal("committed", json.RootElement.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("ZEBEDEE QUILL 2012.csv")] // at the container's root
    [InlineData("nobody/domestic-abuse/ZEBEDEE QUILL.csv")]
    [InlineData("northshire-police/domestic-abuse/ZEBEDEE.xlsx")] // not the format
    public async Task A_bad_file_is_refused_with_a_receipt_and_the_message_is_done_without_its_name_in_the_log(string path)
    {
        var told = await Dropped.File(azurite, "police", path, [0x50, 0x4B, 3, 4, 0, 0]);

        var said = Assert.Single(await _app.Run("ReceiveFile", told));

        Assert.Equal(("refused", 0), (said.Values["Status"], said.Values["RowsIn"]));
        Assert.DoesNotContain(Golden.Canary, _app.Log.Said, StringComparison.Ordinal);
        Assert.Contains(await Names(Containers.Receipts("police"), ""),
            name => name.Contains(Path.GetFileName(path), StringComparison.Ordinal));
    }

    [Fact]
    public async Task RecoverFiles_tells_again_of_a_file_whose_event_was_lost_and_of_no_other()
    {
        foreach (var name in (string[])["known.csv", "lost.csv"])
        {
            var told = await Dropped.File(azurite, "police", "northshire-police/domestic-abuse/sweep/" + name, await Sample(), Received);
            if (name == "known.csv") await _app.Run("ReceiveFile", told);
        }
        // refused: known too
        await _app.Run("ReceiveFile", await Dropped.File(azurite, "police", "sweep at the root.csv", "x"u8.ToArray()));
        await Account.Drain(azurite, Queues.Arrivals);

        await _app.Run("RecoverFiles");

        var swept = await Account.Drain(azurite, Queues.Arrivals);
        Assert.DoesNotContain(swept,
            message => message.Contains("known.csv", StringComparison.Ordinal)
                || message.Contains("sweep at the root", StringComparison.Ordinal));
        var lost = Assert.Single(swept, message => message.Contains("lost.csv", StringComparison.Ordinal));
        Assert.Equal("committed", Assert.Single(await _app.Run("ReceiveFile", lost)).Values["Status"]);
    }

    [Fact]
    public async Task A_file_of_a_paused_sender_waits_in_landing_and_is_taken_once_it_is_resumed()
    {
        var paused = new PausedSenders(new BlobStore(Service));
        var told = await Dropped.File(azurite, "police", "northshire-police/domestic-abuse/paused.csv", await Sample(), Received);
        await Account.Drain(azurite, Queues.Arrivals);
        await paused.Pause("northshire-police", "MASH manager", "Broken.", TimeProvider.System.GetUtcNow(), default);
        try
        {
            Assert.Contains("paused", $"{Assert.Single(await _app.Run("ReceiveFile", told)).Values["Reason"]}", StringComparison.Ordinal);
            await _app.Run("RecoverFiles");
            Assert.DoesNotContain(await Account.Drain(azurite, Queues.Arrivals),
                message => message.Contains("paused.csv", StringComparison.Ordinal));
            Assert.Empty(await Names(Containers.Receipts("police"), "northshire-police/domestic-abuse/paused.csv."));
        }
        finally
        {
            await paused.Resume("northshire-police", "MASH manager", TimeProvider.System.GetUtcNow(), default);
        }

        await _app.Run("RecoverFiles");
        var found = Assert.Single(await Account.Drain(azurite, Queues.Arrivals),
            message => message.Contains("paused.csv", StringComparison.Ordinal));
        Assert.Equal("committed", Assert.Single(await _app.Run("ReceiveFile", found)).Values["Status"]);
        var receipt = Assert.Single(await Names(Containers.Receipts("police"), "northshire-police/domestic-abuse/paused.csv."),
            name => name.EndsWith(".receipt.json", StringComparison.Ordinal));
        using var json = JsonDocument.Parse((await new BlobStore(Service).Read(Containers.Receipts("police"), receipt, default))!.Content);
        Assert.Equal(Received, json.RootElement.GetProperty("received_at").GetDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'",
            CultureInfo.InvariantCulture));
    }

    /// <summary>It is let in only by what Defender tells of this very version, and what it told once is remembered.</summary>
    [Theory]
    [InlineData("No threats found", "committed")]
    [InlineData("Malicious", "refused")]
    [InlineData("Error", null)]
    [InlineData("Not scanned", null)]
    public async Task Where_a_scan_is_required_a_file_waits_for_its_result(string found, string? outcome)
    {
        using var app = TestApp.On(azurite, ("RequireMalwareScan", "true"));
        var name = $"scan-{found.Replace(' ', '-')}.csv";
        var path = $"northshire-police/domestic-abuse/{name}";
        var told = await Dropped.File(azurite, "police", path, await Sample(), Received);
        var created = Assert.Single(BlobCreated.Read(told));
        await Account.Drain(azurite, Queues.Arrivals);

        Assert.Equal("its malware scan has no result", await Passed(told));
        var another = Scan(created with { ETag = "0x8D4BCC2E4835CD0" }, "No threats found");
        Assert.Equal("not a file, or this version is gone", await Passed(another));
        Assert.Equal("its malware scan has no result", await Passed(told));

        var result = Assert.Single(await app.Run("ReceiveFile", Scan(created, found))).Values;
        if (outcome is null)
        {
            Assert.Equal("its malware scan has no result", result["Reason"]);
            await app.Run("RecoverFiles"); // asks again
            Assert.Contains(await Account.Drain(azurite, Queues.Arrivals), message => message.Contains(name, StringComparison.Ordinal));
            return;
        }
        Assert.Equal(outcome, result["Status"]);
        Assert.Equal(outcome == "refused" ? "FILE_MALWARE" : "", result["Refusal"]);
        Assert.Equal("already processed", await Passed(told));
        Assert.Empty(await Names(Containers.Quarantine, $"police/domestic-abuse/{result["FileId"]}"));
        Assert.NotEmpty(await Names(Containers.Receipts("police"), $"{path}."));

        async Task<string> Passed(string message) => $"{Assert.Single(await app.Run("ReceiveFile", message)).Values["Reason"]}";
    }

    static string Scan(BlobCreated of, string result) => JsonSerializer.Serialize(new
    {
        id = "1",
        subject = "storageAccounts/a/containers/c/blobs/b",
        eventType = BlobCreated.Scanned,
        eventTime = "2026-01-02T03:04:05Z",
        data = new { blobUri = of.Url, eTag = of.ETag, scanResultType = result },
    });

    [Fact]
    public async Task A_poisoned_file_is_held_and_said_so_to_partner_and_operator()
    {
        await Account.Announced(azurite);
        var told = await Dropped.File(azurite, "police", "northshire-police/domestic-abuse/ZEBEDEE held.csv", await Sample(), Received);

        await _app.Run("ReceiveFileFailed", told);

        Assert.Contains(await Names(Containers.Receipts("police"), "northshire-police/domestic-abuse/ZEBEDEE held.csv."),
            name => name.EndsWith(".delayed.txt", StringComparison.Ordinal));
        var id = Assert.Single(await Account.Announced(azurite));
        var notice = (await new AlertStore(new BlobStore(Service)).FindWaiting(id, default))?.Document.Notice;
        Assert.Equal(AlertKind.Stalled, notice!.Kind);
        Assert.DoesNotContain(Golden.Canary, notice.Text + _app.Log.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_takes_what_the_outbox_holds_and_marks_it_sent()
    {
        var store = new BlobStore(Service);
        await using var bus = await ServiceBusDouble.Start();
        var delivery = new Delivery(store, bus.Sender(), new AlertDigests(store, AlertPolicy.Shipped, new Pseudonyms(new byte[32], 1)),
            new AlertGrouping(store, AlertPolicy.Shipped, new Pseudonyms(new byte[32], 1)), new CircuitBreaker(TimeProvider.System),
                TimeProvider.System);
        string[] ids = ["ba01", "ba02", "ba03"];
        foreach (var id in ids) await new AlertStore(store).Add(Given.Notice(id), default);
        bus.Faults.NextTransfers.Enqueue(new BrokerFault.Refuse("amqp:resource-limit-exceeded"));

        Assert.Equal(Delivered.Waits, await delivery.SendBatch(ids, default));
        Assert.NotNull(await new AlertStore(store).FindWaiting("ba01", default)); // not taken, not lost

        Assert.Equal(Delivered.Now, await delivery.SendBatch([.. ids, "never"], default));
        Assert.Equal(ids, (await bus.Messages()).Select(message => message.MessageId));
        foreach (var id in ids) Assert.Null(await new AlertStore(store).FindWaiting(id, default));
    }

    BlobServiceClient Service => new(azurite.ConnectionString);

    static Task<byte[]> Sample() =>
        File.ReadAllBytesAsync(Repository.Path("samples", "police", "northshire-police", "domestic-abuse", "NSP_PPN_20190105.csv"));

    async Task<List<string>> Names(string container, string prefix)
    {
        var names = new List<string>();
        await foreach (var item in new BlobStore(Service).List(container, prefix, default)) names.Add(item.Path);
        return names;
    }
}
