using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using FrontDoor.App.Storage;
using FrontDoor.App.Tests.Chaos;
using FrontDoor.Storage.Objects;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>A storage account that no other test disturbs.</summary>
[CollectionDefinition(nameof(WorkerTests))]
public sealed class WorkerAccount : ICollectionFixture<Azurite>;

/// <summary>The built worker as a host runs it: what comes by the queues and over HTTP, what goes wrong on the way, and all it tells the
/// host.</summary>
[Collection(nameof(WorkerTests))]
public sealed class WorkerTests(Azurite azurite)
{
    const string Received = "2019-01-05T07:02:00Z"; // within the sender's agreement, whenever the tests run
    const string Folder = "northshire-police/domestic-abuse/";
    const int Many = 150_000; // rows: some seconds of work

    [Fact]
    public async Task A_file_is_dealt_with_and_the_host_is_told_its_counts_and_not_its_name()
    {
        await using var app = await RunningApp.Start(azurite);
        await app.Send(Queues.Arrivals, await Drop("ZEBEDEE counted.csv", 900_000, 3));

        await app.Until("3 rows in, 3 accepted, 0 rejected");

        Assert.Equal("committed", (await Receipts("ZEBEDEE counted.csv")).Single().GetProperty("status").GetString());
        Assert.DoesNotContain(Golden.Canary, app.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_makes_no_sense_is_tried_five_times_and_set_aside_unsaid()
    {
        await using var app = await RunningApp.Start(azurite);
        await app.Send(Queues.Arrivals, "ZEBEDEE is no event");

        await app.Until("ReceiveFileFailed failed: NOT_AN_EVENT, FormatException");

        Assert.Equal(5, Count(app.Said, "ReceiveFile failed: NOT_AN_EVENT, FormatException"));
        Assert.DoesNotContain(Golden.Canary, app.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_ours_brings_the_file_again_then_holds_it_and_names_no_one()
    {
        await using var app = await RunningApp.Start(azurite);
        var restricted = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(Containers.Restricted);
        await restricted.DeleteAsync();
        try
        {
            await app.Send(Queues.Arrivals, await Drop("ZEBEDEE held.csv", 900_100, 3));

            await app.Until("failed too often and is delayed");

            Assert.Equal(5, Count(app.Said, "ReceiveFile failed: STORAGE_404_ContainerNotFound, RequestFailedException"));
            Assert.DoesNotContain(Golden.Canary, app.Said, StringComparison.Ordinal); // the exception's message held the file's address
            Assert.Contains(await Names("ZEBEDEE held.csv"), name => name.EndsWith(".delayed.txt", StringComparison.Ordinal));
        }
        finally
        {
            await restricted.CreateIfNotExistsAsync();
        }
    }

    [Fact]
    public async Task A_worker_killed_in_the_middle_of_a_file_is_replaced_and_the_file_is_dealt_with_once()
    {
        await using var app = await RunningApp.Start(azurite);
        var first = app.WorkerId;
        await app.Send(Queues.Arrivals, await Drop("killed.csv", 100_000, Many));
        await Begun();

        await app.KillWorker();

        Assert.Empty(await Receipts("killed.csv")); // else the test proves nothing
        await app.Until($"{Many} rows in, {Many} accepted");
        Assert.NotEqual(first, app.WorkerId);
        Assert.Equal(Many, Assert.Single(await Receipts("killed.csv")).GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task Cancelled_while_the_host_stops_a_file_is_left_whole_for_the_next_host()
    {
        await using (var stopped = await RunningApp.Start(azurite, TimeSpan.Zero))
        {
            await stopped.Send(Queues.Arrivals, await Drop("cancelled.csv", 400_000, Many));
            await Begun();
            await stopped.DisposeAsync();

            Assert.Contains("ReceiveFile cancelled", stopped.Said, StringComparison.Ordinal);
            Assert.Empty(await Receipts("cancelled.csv"));
        }
        await using var next = await RunningApp.Start(azurite);

        await next.Until($"{Many} rows in, {Many} accepted");
        Assert.Equal(Many, Assert.Single(await Receipts("cancelled.csv")).GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task HTTP_answers_are_the_functions_own_to_the_byte()
    {
        await using var app = await RunningApp.Start(azurite);
        using var http = app.Http();

        using var health = await http.GetAsync(new Uri("api/health", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "application/json; charset=utf-8"), (health.StatusCode,
            health.Content.Headers.ContentType?.ToString()));
        Assert.StartsWith("""{"status":"ok","storage_reachable":true,"feeds":[""", await health.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);

        var (status, body) = await Post(http, "api/alerts/ffffffffffffffffffffffffffffffff/ack",
            """{ "by": "duty manager", "reason": "CANARY" }""");
        Assert.Equal(404, status);
        Assert.StartsWith(
            """{"error":"NO_SUCH_ALERT","found":"an id of no alert that can be acknowledged","expected":"the id of an event """,
            body, StringComparison.Ordinal);
        (status, body) = await Post(http, "api/alerts/ffffffffffffffffffffffffffffffff/ack",
            $$"""{ "by": "duty manager", "reason": "{{new string('a', 100_000)}}" }""");
        Assert.Equal(400, status);
        Assert.StartsWith("""{"error":"BAD_BODY","found":"reason has 100000 characters; at most 4000 are allowed","expected":""", body,
            StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", app.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_killed_leaves_no_worker_behind()
    {
        Account.Store(azurite);
        using var host = await HostProcess.Start(RunningApp.Settings(azurite.ConnectionString));
        using var worker = host.Worker;

        host.Kill();

        await worker.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    Task<string> Drop(string name, int first, int rows) =>
        Dropped.File(azurite, "police", Folder + name, Some.Utf8(Some.PoliceFile(Enumerable.Range(first, rows).Select(Some.Ppn))),
        Received);

    /// <summary>A file was taken off its queue, and some of its work is done.</summary>
    async Task Begun()
    {
        while ((await Account.Queue(azurite, Queues.Arrivals).PeekMessageAsync()).Value is not null) await Task.Delay(20);
        await Task.Delay(700);
    }

    async Task<List<JsonElement>> Receipts(string name)
    {
        var store = new BlobStore(new BlobServiceClient(azurite.ConnectionString));
        var receipts = new List<JsonElement>();
        foreach (var path in await Names(name))
            if (path.EndsWith(".receipt.json", StringComparison.Ordinal))
                receipts.Add(JsonDocument.Parse((await store.Read(Containers.Receipts("police"), path, default))!.Content).RootElement);
        return receipts;
    }

    async Task<List<string>> Names(string name)
    {
        var names = new List<string>();
        await foreach (var item in new BlobStore(new BlobServiceClient(azurite.ConnectionString)).List(
            Containers.Receipts("police"), Folder + name, default)) names.Add(item.Path);
        return names;
    }

    static async Task<(int Status, string Body)> Post(HttpClient http, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    static int Count(string text, string of) => text.Split(of).Length - 1;
}
