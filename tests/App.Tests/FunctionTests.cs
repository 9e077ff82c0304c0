using System.Net;
using System.Text;
using System.Text.Json;
using FrontDoor.Stages;
using FrontDoor.Tests;

namespace FrontDoor.App.Tests;

/// <summary>What the Functions host finds: the folders of the app, and every answer in a form it can take.</summary>
[Collection(nameof(Azurite))]
public sealed class FunctionTests(RunningApp running) : IClassFixture<RunningApp>
{
    readonly AppProcess _app = running.App;

    [Fact]
    public async Task Every_function_of_the_app_is_served()
    {
        var folders = Directory.GetFiles(Repository.Path("functions", "App"), "function.json", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["Attend", "Health", "Land", "Notify", "Poison", "PoisonedNotice", "Sweep", "Tick", "Watch"], folders);

        foreach (var function in folders.Except(["Health", "Attend"]))
            Assert.NotEqual(HttpStatusCode.NotFound, (await _app.Post("/" + function.ToUpperInvariant(), "{}")).Status); // names ignore case
    }

    [Theory]
    [InlineData("Land", "queueTrigger", "msg", Queues.Arrivals)]
    [InlineData("Notify", "queueTrigger", "msg", Queues.Notices)]
    [InlineData("Poison", "queueTrigger", "msg", Queues.Arrivals + Queues.PoisonSuffix)]
    [InlineData("PoisonedNotice", "queueTrigger", "msg", Queues.Notices + Queues.PoisonSuffix)]
    [InlineData("Sweep", "timerTrigger", "timer", null)]
    [InlineData("Tick", "timerTrigger", "timer", null)]
    [InlineData("Watch", "timerTrigger", "timer", null)]
    public void Each_trigger_listens_where_the_stages_send(string function, string type, string name, string? queue)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.Path("functions", "App", function, "function.json")));
        var binding = Assert.Single(json.RootElement.GetProperty("bindings").EnumerateArray());

        Assert.Equal((type, name), (binding.GetProperty("type").GetString(), binding.GetProperty("name").GetString()));
        if (queue is not null) Assert.Equal((queue, "DataStorage"), (binding.GetProperty("queueName").GetString(), binding.GetProperty("connection").GetString()));
    }

    [Theory]
    [InlineData("Land", "land-create-file")]
    [InlineData("Land", "land-deleted")]
    [InlineData("Land", "land-elsewhere")]
    [InlineData("Land", "land")] // the blob is gone: nothing to do
    [InlineData("Land", "land-array")]
    [InlineData("Poison", "poison")]
    [InlineData("Notify", "notify")] // not in the outbox: sent before
    [InlineData("PoisonedNotice", "notify")] // the same
    [InlineData("Tick", "sweep")] // no clock runs
    [InlineData("Watch", "sweep")] // no file has come, and none is said to be due
    public async Task A_message_with_nothing_to_do_is_done(string function, string golden)
    {
        var (status, body) = await _app.Post("/" + function, Golden.Body(golden));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Single(JsonDocument.Parse(body).RootElement.GetProperty("Logs").EnumerateArray());
    }

    [Theory]
    [InlineData("Land", "not-an-event", 400)]
    [InlineData("Land", "no-message", 400)]
    [InlineData("Notify", "not-an-event", 400)] // hello is no notice's id
    [InlineData("Notify", "no-message", 400)]
    [InlineData("Poison", "not-an-event", 400)]
    [InlineData("Nothing", "land", 404)]
    public async Task A_message_that_makes_no_sense_fails_with_a_code(string function, string golden, int status) =>
        Assert.Equal(status, (int)(await _app.Post("/" + function, Golden.Body(golden))).Status);

    [Theory]
    [InlineData("GET", "/Land", "", "application/json", 405)]
    [InlineData("POST", "/Land", "hello", "text/plain", 415)]
    [InlineData("POST", "/Land", "", "application/json", 400)]
    [InlineData("POST", "/Land", "{", "application/json", 400)]
    [InlineData("POST", "/Land", "null", "application/json", 400)]
    [InlineData("POST", "/Land", "[]", "application/json", 400)]
    [InlineData("POST", "/api/health", "{}", "application/json", 405)]
    [InlineData("GET", "/api/alerts/0123456789abcdef0123456789abcdef/ack", "", "application/json", 405)]
    [InlineData("GET", "/api/nothing", "", "application/json", 404)]
    [InlineData("GET", "/", "", "application/json", 200)]
    public async Task Every_answer_is_JSON_and_not_empty(string method, string path, string body, string type, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, type) };

        Assert.Equal(status, (int)(await AppProcess.Told(await _app.Http.SendAsync(request))).Status);
    }

    [Fact]
    public async Task A_body_larger_than_any_message_is_refused() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _app.Post("/Land", new string(' ', 2_000_000))).Status);

    [Fact]
    public async Task Health_tells_what_a_probe_needs_and_no_secret()
    {
        var (status, body) = await AppProcess.Told(await _app.Http.GetAsync("/api/health"));

        Assert.Equal(HttpStatusCode.OK, status);
        var health = JsonDocument.Parse(body).RootElement;
        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.True(health.GetProperty("storage_reachable").GetBoolean());
        Assert.Contains("police/domestic-abuse", health.GetProperty("feeds").EnumerateArray().Select(feed => feed.GetString()));
        Assert.NotEmpty(health.GetProperty("rules_version").GetString()!);
        Assert.Equal("queue", health.GetProperty("alerts").GetString());
        Assert.False(health.GetProperty("alerts_waiting").GetBoolean());
        Assert.DoesNotContain("devstoreaccount1", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_line_of_the_log_is_one_event_in_JSON()
    {
        await _app.Post("/Land", Golden.Body("land"));
        await _app.Post("/Land", Golden.Body("not-an-event"));

        await _app.Hears("NOT_AN_EVENT"); // the console is written behind the answers' back

        var lines = _app.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.True(lines.Length >= 3);
        Assert.All(lines, line => Assert.True(JsonDocument.Parse(line).RootElement.GetProperty("EventId").GetInt32() > 0));
    }
}
