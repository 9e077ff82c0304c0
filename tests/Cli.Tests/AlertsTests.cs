using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FrontDoor.Stages;
using FrontDoor.Tests;
using Microsoft.Extensions.Time.Testing;

namespace FrontDoor.Cli.Tests;

/// <summary>Alerts as somebody follows them: shown first, completed after, each once.</summary>
public sealed class AlertsTests : IAsyncLifetime
{
    const string Key = "bG9jYWw=";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alerts-");
    readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    LocalTopic _topic = null!;

    public ValueTask InitializeAsync()
    {
        _topic = Start();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _topic.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Each_is_one_line_for_those_whose_it_is()
    {
        await Send("aaaa0000", "late", "critical", "police");
        await Send("bbbb0000", "stalled", "none", "police");
        await Send("cccc0000", "digest", "late", "health");

        Assert.Equal(["2019-01-05 07:02Z  critical  late      Told of aaaa0000.  [aaaa0000]", "2019-01-05 07:02Z  late      digest    Told of cccc0000.  [cccc0000]"], await Shown("duty-manager"));
        Assert.Empty(await Shown("duty-manager")); // read
        Assert.Equal(["aaaa0000"], (await Shown("critical", json: true)).Select(line => (string)JsonNode.Parse(line)!["id"]!));
        Assert.Single(await Shown("health"));
        Assert.Equal(3, (await Shown("operators")).Count);
    }

    [Fact]
    public async Task What_could_not_be_shown_is_not_completed_and_comes_again()
    {
        await Send("aaaa0000", "late", "serious", "police");

        using (var reader = Reader("duty-manager"))
            await Assert.ThrowsAsync<IOException>(() => AlertsCommand.Run(reader, follow: false, json: false, new ClosedPipe(), default));

        Assert.Empty(await Shown("duty-manager")); // still held by who did not show it
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Single(await Shown("duty-manager"));
    }

    [Fact]
    public async Task Following_goes_on_until_it_is_stopped_and_ends_well()
    {
        using var stop = new CancellationTokenSource();
        using var reader = Reader("duty-manager");
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
        await _topic.DisposeAsync();
        await File.AppendAllTextAsync(Path.Combine(_folder.FullName, "alerts.log"), "{\"taken\":{\"message_id\":\"half a li");

        _topic = Start();
        await Send("aaaa0000", "late", "serious", "police");
        await Send("cccc0000", "late", "serious", "police");

        Assert.Equal(["aaaa0000", "bbbb0000", "cccc0000"], _topic.Messages.Select(message => message.MessageId));
        Assert.Single(await Shown("serious")); // what was read stays read
        Assert.Equal(3, (await Shown("police")).Count);
    }

    [Fact]
    public async Task Nobody_reads_without_the_key()
    {
        using var wrong = AlertConnection.ByKey(_topic.Topic, "local", "another", "duty-manager");

        await Assert.ThrowsAsync<Complaint>(() => wrong.Next(TimeSpan.Zero, default));
    }

    [Theory]
    [InlineData("late", "critical", "police", "duty-manager critical serious police operators")]
    [InlineData("overdue", "late", "council", "duty-manager council operators")]
    [InlineData("stalled", "none", "health", "operators")] // about the pipeline, not about a child
    public void Alerts_go_to_those_they_concern(string kind, string severity, string agency, string readers) =>
        Assert.Equal(readers, string.Join(' ', Subscription.All.Where(one => one.Takes(kind, severity, agency)).Select(one => one.Name)));

    LocalTopic Start() => new(new LocalTopicPlan("local", Key, Path.Combine(_folder.FullName, "alerts.log"), _clock));

    TopicReader Reader(string subscription) => AlertConnection.ByKey(_topic.Topic, "local", Key, subscription);

    async Task<List<string>> Shown(string subscription, bool json = false)
    {
        using var reader = Reader(subscription);
        var to = new StringWriter();
        Assert.Equal(ExitCodes.Done, await AlertsCommand.Run(reader, follow: false, json, to, default));
        return [.. to.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    async Task Send(string id, string kind, string severity, string agency)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{_topic.Topic}/messages"));
        request.Headers.TryAddWithoutValidation("Authorization", BusSignature.Make(_topic.Topic, "local", Key, _clock.GetUtcNow()));
        request.Headers.Add("BrokerProperties", $$"""{"MessageId":"{{id}}","Label":"{{kind}}"}""");
        foreach (var (name, value) in new[] { ("agency", agency), ("feed", "any"), ("severity", severity) }) request.Headers.Add(name, $"\"{value}\"");
        var body = new JsonObject { ["id"] = id, ["time"] = "2019-01-05T07:02:00Z", ["data"] = new JsonObject { ["kind"] = kind, ["severity"] = severity, ["text"] = $"Told of {id}." } };
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString())) { Headers = { ContentType = new MediaTypeHeaderValue("application/cloudevents+json") } };
        Assert.Equal(HttpStatusCode.Created, (await http.SendAsync(request)).StatusCode);
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
