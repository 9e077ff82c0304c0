using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using FrontDoor.Alerting;
using FrontDoor.Cli.Alerts;
using FrontDoor.Cli.Commands;
using FrontDoor.Cli.Terminal;
using FrontDoor.Local.ServiceBus;
using FrontDoor.Storage.Objects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace FrontDoor.Cli.Tests;

/// <summary>Alerts as somebody follows them: shown first, completed after, each once.</summary>
public sealed class AlertsTests : IAsyncLifetime
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alerts-");
    readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    ServiceBusBroker _broker = null!;

    public async ValueTask InitializeAsync() => _broker = await Start();

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Each_is_one_line_for_those_whose_it_is()
    {
        await Send("aaaa0000", "late", "critical", "police");
        await Send("bbbb0000", "stalled", "none", "police");
        await Send("cccc0000", "file-summary", "late", "health");

        Assert.Equal(["Sat 5 Jan 2019 07:02 GMT  critical  late          Told of aaaa0000.  [aaaa0000]",
            "Sat 5 Jan 2019 07:02 GMT  late      file-summary  Told of cccc0000.  [cccc0000]"], await Shown("duty-manager"));
        Assert.Empty(await Shown("duty-manager")); // read
        Assert.Equal(["aaaa0000"], (await Shown("critical", json: true)).Select(line => (string)JsonNode.Parse(line)!["id"]!));
        Assert.Single(await Shown("health"));
        Assert.Equal(3, (await Shown("operators")).Count);
    }

    [Fact]
    public async Task What_could_not_be_shown_is_not_completed_and_comes_again()
    {
        await Send("aaaa0000", "late", "serious", "police");

        await using (var reader = Reader("duty-manager"))
            await Assert.ThrowsAsync<IOException>(() => AlertsCommand.Run(reader, follow: false, json: false, new ClosedPipe(), default));

        Assert.Empty(await Shown("duty-manager")); // still held by who did not show it
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Single(await Shown("duty-manager"));
    }

    [Fact]
    public async Task Following_goes_on_until_it_is_stopped_and_ends_well()
    {
        using var stop = new CancellationTokenSource();
        await using var reader = Reader("duty-manager");
        var to = new Heard(stop);
        var following = AlertsCommand.Run(reader, follow: true, json: false, to, stop.Token);
        await Send("aaaa0000", "late", "serious", "police");

        Assert.Equal(ExitCodes.Done, await following.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("aaaa0000", to.ToString(), StringComparison.Ordinal);
        Assert.Empty(await Shown("duty-manager")); // Ctrl-C did not bring it back
    }

    [Fact]
    public async Task What_the_topic_took_survives_it_and_an_id_stays_known()
    {
        await Send("aaaa0000", "late", "serious", "police");
        await Send("bbbb0000", "late", "serious", "police");
        Assert.Equal(2, (await Shown("serious")).Count);
        await _broker.DisposeAsync();

        _broker = await Start();
        await Send("aaaa0000", "late", "serious", "police");
        await Send("cccc0000", "late", "serious", "police");

        Assert.Single(await Shown("serious")); // what was read stays read
        Assert.Equal(["aaaa0000", "bbbb0000", "cccc0000"], (await Shown("police", json: true))
            .Select(line => (string)JsonNode.Parse(line)!["id"]!));
    }

    [Fact]
    public async Task Nobody_reads_without_the_key()
    {
        await using var wrong = AlertConnection.ByConnection(
            _broker.ConnectionString.Replace("SharedAccessKey=", "SharedAccessKey=x", StringComparison.Ordinal), "duty-manager");

        var complaint = await Assert.ThrowsAsync<CliException>(() => wrong.Next(TimeSpan.Zero, default));
        Assert.Equal("Service Bus refused the subscription duty-manager (Unauthorized)", complaint.Found);
    }

    [Fact]
    public async Task A_topic_that_gives_no_answer_is_said_to_be_so_and_a_text_that_is_no_connection_string_too()
    {
        await using var reader = Reader("duty-manager");
        await _broker.DisposeAsync();

        Assert.Equal("Service Bus at 127.0.0.1 gives no answer (ServiceCommunicationProblem)",
            (await Assert.ThrowsAsync<CliException>(() => reader.Next(TimeSpan.Zero, default))).Found);
        Assert.Equal(ExitCodes.Usage,
            Assert.Throws<CliException>(() => AlertConnection.ByConnection("no such thing", "duty-manager")).ExitCode);
    }

    [Fact]
    public async Task The_topic_of_a_running_up_is_found_in_its_folder_and_nowhere_once_it_ended()
    {
        await Send("aaaa0000", "late", "critical", "police");
        using (new LocalBus(_broker.ConnectionString).Leave(_folder.FullName))
        {
            await using var reader = AlertConnection.Open(_folder.FullName, "critical");
            Assert.Equal("aaaa0000", AlertLine.Id((await reader.Next(TimeSpan.FromSeconds(20), default))!.Event));
        }
        Assert.Throws<CliException>(() => AlertConnection.Open(_folder.FullName, "critical"));
    }

    [Theory]
    [InlineData("""{"notice_id":"x","state":"acknowledged","changed":true,"by":"duty manager","at":"2019-01-07T10:00:00Z"}""", 200,
        "acknowledged: 0123456789abcdef0123456789abcdef")]
    [InlineData("""{"notice_id":"x","state":"closed","changed":false,"by":"duty manager","at":"2019-01-07T10:00:00Z"}""", 200,
        "closed already, by duty manager on Mon 7 Jan 2019 10:00 GMT; nothing was changed")]
    [InlineData("""{"error":"NO_SUCH_ALERT","found":"an id of no alert","expected":"the id of one","next":"Take it from the alert."}""",
        404,
        "an id of no alert")]
    [InlineData("", 401, "takes no request without its function key")]
    [InlineData("<html>", 502, "answered 502")]
    public async Task An_alert_is_acknowledged_where_the_app_runs(string answer, int status, string said)
    {
        var posted = new TaskCompletionSource<string>();
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/api/alerts/{id}/{action}", async (string id, string action, HttpRequest request) =>
        {
            posted.SetResult($"{id} {action} {await new StreamReader(request.Body).ReadToEndAsync()}");
            return Results.Content(answer, "application/json", statusCode: status);
        });
        await app.StartAsync();
        var alerts = new AppAlerts(new Uri(app.Urls.Single()));

        var told = await Xunit.Record.ExceptionAsync(async () =>
            Assert.Equal(said, await alerts.Acknowledge("0123456789abcdef0123456789abcdef", "ack", "duty manager", "Seen.", default)));

        if (told is not null) Assert.Contains(said, Assert.IsType<CliException>(told).Found, StringComparison.Ordinal);
        Assert.Equal("""0123456789abcdef0123456789abcdef ack {"by":"duty manager","reason":"Seen."}""", await posted.Task);
    }

    [Theory]
    [InlineData("late", "critical", "police", "duty-manager critical serious police operators")]
    [InlineData("overdue", "late", "council", "duty-manager council operators")]
    [InlineData("stalled", "none", "health", "operators")] // about the pipeline, not about a child
    public void Alerts_go_to_those_they_concern(string kind, string severity, string agency, string readers) =>
        Assert.Equal(readers, string.Join(' ', Subscription.All.Where(one => one.Takes(kind, severity, agency)).Select(one => one.Name)));

    Task<ServiceBusBroker> Start() =>
        ServiceBusBroker.Start(new ServiceBusBrokerOptions { Folder = _folder.FullName, Clock = _clock }, default);

    TopicReader Reader(string subscription) => AlertConnection.ByConnection(_broker.ConnectionString, subscription);

    async Task<List<string>> Shown(string subscription, bool json = false)
    {
        await using var reader = Reader(subscription);
        var to = new StringWriter();
        Assert.Equal(ExitCodes.Done, await AlertsCommand.Run(reader, follow: false, json, to, default));
        return [.. to.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    async Task Send(string id, string kind, string severity, string agency)
    {
        await using var client = new ServiceBusClient(_broker.ConnectionString);
        await using var sender = client.CreateSender(Queues.AlertsTopic);
        var body = new JsonObject
        {
            ["id"] = id,
            ["time"] = "2019-01-05T07:02:00Z",
            ["data"] =
            new JsonObject { ["kind"] = kind, ["severity"] = severity, ["text"] = $"Told of {id}." }
        };
        await sender.SendMessageAsync(new ServiceBusMessage(body.ToJsonString())
        {
            MessageId = id,
            Subject = kind,
            ApplicationProperties = { ["agency"] = agency, ["feed"] = "any", ["severity"] = severity },
        });
    }

    sealed class ClosedPipe : StringWriter
    {
        public override Task WriteLineAsync(string? value) => throw new IOException("Broken pipe");
    }

    /// <summary>Stops the command when it has shown something, as somebody would who pressed Ctrl-C then.</summary>
    sealed class Heard(CancellationTokenSource stop) : StringWriter
    {
        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            await stop.CancelAsync();
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
