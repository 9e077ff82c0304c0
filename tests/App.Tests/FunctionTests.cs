using System.Text.Json;
using FrontDoor.App.Health;
using FrontDoor.App.Invocations;
using FrontDoor.Tests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FrontDoor.App.Tests;

/// <summary>What each function makes of what starts it.</summary>
[Collection(nameof(Azurite))]
public sealed class FunctionTests(Azurite azurite) : IDisposable
{
    readonly TestApp _app = TestApp.On(azurite);

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("ReceiveFile", "create-file")]
    [InlineData("ReceiveFile", "deleted")]
    [InlineData("ReceiveFile", "elsewhere")]
    [InlineData("ReceiveFile", "created")] // the blob is gone: nothing to do
    [InlineData("ReceiveFile", "array")]
    public async Task An_event_with_nothing_to_do_is_done(string function, string golden)
    {
        var said = Assert.Single(await _app.Run(function, Golden.Message(golden)));

        Assert.Equal("Nothing to do: not a file, or this version is gone", said.Text);
    }

    [Theory]
    [InlineData("SendAlert", 11)] // not in the outbox
    [InlineData("SendAlertFailed", 11)]
    [InlineData("CheckOverdue", 31)]
    [InlineData("CheckFeedHealth", 32)]
    [InlineData("PublishReports", 34)]
    public async Task Every_run_ends_in_one_event(string function, int id) =>
        Assert.Equal(id, Assert.Single(await _app.Run(function, "0123456789abcdef0123456789abcdef")).Id);

    [Fact]
    public async Task A_file_that_failed_and_is_gone_is_not_held() =>
        Assert.Empty(await _app.Run("ReceiveFileFailed", Golden.Message("created")));

    [Theory]
    [InlineData("ReceiveFile", "hello \"x\"", "NOT_AN_EVENT")]
    [InlineData("ReceiveFile", "", "NOT_AN_EVENT")]
    [InlineData("ReceiveFile", "[1]", "NOT_AN_EVENT")]
    [InlineData("ReceiveFileFailed", "ZEBEDEE", "NOT_AN_EVENT")]
    [InlineData("SendAlert", "hello", "NOT_A_NOTICE")]
    [InlineData("SendAlert", "", "NOT_A_NOTICE")]
    [InlineData("SendAlertFailed", "ZEBEDEE", "NOT_A_NOTICE")]
    public async Task A_message_that_makes_no_sense_fails_with_a_code(string function, string message, string code)
    {
        var fault = await Xunit.Record.ExceptionAsync(() => _app.Run(function, message));

        Assert.Equal(code, FailureCode.Of(fault!));
        Assert.DoesNotContain(Golden.Canary, fault!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_tells_what_a_probe_needs_and_no_secret()
    {
        var (status, type, body) =
            await TestApp.Answer(await _app.Function<HealthFunction>().Run(new DefaultHttpContext().Request, default));

        Assert.Equal((200, "application/json; charset=utf-8"), (status, type));
        var health = JsonDocument.Parse(body).RootElement;
        Assert.Equal(["status", "storage_reachable", "feeds", "rules_version", "alerts", "alerts_waiting"],
            health.EnumerateObject().Select(member => member.Name));
        Assert.Equal("ok", health.GetProperty("status").GetString());
        Assert.True(health.GetProperty("storage_reachable").GetBoolean());
        Assert.Contains("police/domestic-abuse", health.GetProperty("feeds").EnumerateArray().Select(feed => feed.GetString()));
        Assert.NotEmpty(health.GetProperty("rules_version").GetString()!);
        Assert.Equal("queue", health.GetProperty("alerts").GetString());
        Assert.False(health.GetProperty("alerts_waiting").GetBoolean());
        Assert.DoesNotContain("devstoreaccount1", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_503_while_storage_is_not_reached()
    {
        // nobody listens there
        using var app = new TestApp(
            "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;"
            + "BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a");

        var (status, _, body) = await TestApp.Answer(await app.Function<HealthFunction>().Run(new DefaultHttpContext().Request, default));

        Assert.Equal(503, status);
        Assert.StartsWith("""{"status":"storage_unreachable","storage_reachable":false,""", body, StringComparison.Ordinal);
        Assert.Equal(50, Assert.Single(app.Log.Events).Id);
    }

    [Fact]
    public async Task Every_event_of_the_log_has_a_number_and_no_other_log_is_heard()
    {
        await _app.Run("ReceiveFile", Golden.Message("created"));
        await _app.Run("CheckOverdue");
        foreach (var quiet in (string[])["Azure.Core", "Microsoft.Azure.Functions.Worker.FunctionsApplication",
            "Microsoft.AspNetCore.Server.Kestrel", "FrontDoorish"])
            _app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(quiet)
                .Log(LogLevel.Critical, default, Golden.Canary, null, (text, _) => text);

        Assert.Equal(2, _app.Log.Events.Count);
        Assert.All(_app.Log.Events,
            said => Assert.True(said.Id > 0 && said.Category.StartsWith("FrontDoor.App.", StringComparison.Ordinal), said.ToString()));
    }
}
