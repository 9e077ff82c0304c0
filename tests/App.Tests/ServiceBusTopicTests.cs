using System.Diagnostics;
using System.Text.Json;
using Azure.Core;

namespace FrontDoor.App.Tests;

/// <summary>The contract with Service Bus over REST, held against <see cref="ServiceBusDouble"/>.</summary>
public sealed class ServiceBusTopicTests : IAsyncLifetime
{
    ServiceBusDouble _bus = null!;

    public async ValueTask InitializeAsync() => _bus = await ServiceBusDouble.Start();

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task A_connection_serves_the_next_alert_too()
    {
        var connections = 0;
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancel) =>
            {
                Interlocked.Increment(ref connections);
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        });
        for (var each = 0; each < 5; each++)
        {
            using var answer = await http.PostAsync(_bus.Topic + "/messages", new StringContent("{}"));
            Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
            await Task.Delay(50);
        }
        Assert.Equal(1, connections);
    }

    [Fact]
    public async Task An_alert_is_one_message_with_the_notices_id_and_the_facts_to_filter_on()
    {
        await ByKey().Send(new Alert(Given.Notice()), default);

        var taken = Assert.Single(_bus.Messages);
        Assert.Empty(_bus.Complaints);
        Assert.Equal(("0123456789abcdef0123456789abcdef", "late", "application/cloudevents+json"), (taken.MessageId, taken.Label, taken.ContentType));
        Assert.Equal(new Dictionary<string, string> { ["agency"] = "police", ["feed"] = "domestic-abuse", ["severity"] = "serious" }, taken.Facts);
    }

    [Fact]
    public async Task The_body_is_a_CloudEvent_of_a_versioned_type()
    {
        await ByKey().Send(new Alert(Given.Notice()), default);

        using var body = JsonDocument.Parse(Assert.Single(_bus.Messages).Body);
        var told = body.RootElement;
        Assert.Equal("1.0", told.GetProperty("specversion").GetString());
        Assert.Equal("0123456789abcdef0123456789abcdef", told.GetProperty("id").GetString());
        Assert.Equal("/front-door/police/domestic-abuse", told.GetProperty("source").GetString());
        Assert.Equal("frontdoor.notice.late.v1", told.GetProperty("type").GetString());
        Assert.Equal("aaaabbbbccccddddaaaabbbbccccdddd", told.GetProperty("subject").GetString());
        Assert.Equal("2026-01-02T03:04:05+00:00", told.GetProperty("time").GetString());
        Assert.Equal("application/json", told.GetProperty("datacontenttype").GetString());
        Assert.Equal(97.5, told.GetProperty("data").GetProperty("worst_hours").GetDouble());
        Assert.Equal(Given.Notice().Text, told.GetProperty("data").GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_batch_is_many_messages_in_one_request()
    {
        await ByKey().SendBatch([new(Given.Notice("a1")), new(Given.Notice("b2") with { Kind = "digest" }), new(Given.Notice("c3"))], default);

        Assert.Empty(_bus.Complaints); // the double takes the exact content type alone
        Assert.Equal(1, _bus.Requests);
        Assert.Equal(["a1", "b2", "c3"], _bus.Messages.Select(taken => taken.MessageId));
        Assert.Equal("digest", _bus.Messages.ElementAt(1).Label);
        Assert.Contains("\"id\":\"b2\"", _bus.Messages.ElementAt(1).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_batch_is_not_sent()
    {
        await ByKey().SendBatch([], default);

        Assert.Equal(0, _bus.Requests);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_may_pass_is_tried_again(int status)
    {
        _bus.Script.Enqueue((status, null));
        _bus.Script.Enqueue((status, null));

        await ByKey().Send(new Alert(Given.Notice()), default);

        Assert.Single(_bus.Messages);
        Assert.Equal(3, _bus.Requests);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)] // the quota, or a message too large: the queue tries again later
    [InlineData(404)]
    [InlineData(410)]
    public async Task What_will_not_pass_is_said_at_once(int status)
    {
        _bus.Script.Enqueue((status, null));

        Assert.Equal(status, (await Assert.ThrowsAsync<AlertNotTaken>(() => ByKey().Send(new Alert(Given.Notice()), default))).Status);

        Assert.Equal(1, _bus.Requests);
    }

    [Fact]
    public async Task A_bus_that_stays_busy_is_given_up_after_four_more_tries()
    {
        for (var i = 0; i < 9; i++) _bus.Script.Enqueue((503, null));

        await Assert.ThrowsAsync<AlertNotTaken>(() => ByKey().Send(new Alert(Given.Notice()), default));

        Assert.Equal(5, _bus.Requests);
    }

    [Fact]
    public async Task Retry_After_is_waited_for()
    {
        _bus.Script.Enqueue((429, "1"));
        var watch = Stopwatch.StartNew();

        await ByKey().Send(new Alert(Given.Notice()), default);

        Assert.InRange(watch.Elapsed.TotalSeconds, 0.95, 20);
        Assert.Single(_bus.Messages);
    }

    [Fact]
    public async Task A_sending_in_doubt_is_sent_again_and_dropped_as_a_duplicate()
    {
        _bus.Script.Enqueue((ServiceBusDouble.TakenThenSilent, null));

        await ByKey(patience: TimeSpan.FromSeconds(5)).Send(new Alert(Given.Notice()), default);

        Assert.Single(_bus.Messages);
        Assert.NotEmpty(_bus.Duplicates);
    }

    [Fact]
    public async Task A_refused_token_is_fetched_anew_once()
    {
        await By(new EntraBearer(new Tokens(first: "withdrawn", fresh: ServiceBusDouble.Token))).Send(new Alert(Given.Notice()), default);

        Assert.Single(_bus.Messages);
        Assert.Equal(2, _bus.Requests);
    }

    [Fact]
    public async Task A_token_refused_twice_is_a_failure()
    {
        var refused = By(new EntraBearer(new Tokens(first: "withdrawn", fresh: "wrong")));

        Assert.Equal(401, (await Assert.ThrowsAsync<AlertNotTaken>(() => refused.Send(new Alert(Given.Notice()), default))).Status);

        Assert.Equal(2, _bus.Requests);
        Assert.Empty(_bus.Messages);
    }

    [Fact]
    public async Task A_wrong_key_does_not_pass()
    {
        var wrong = By(new SharedAccess(_bus.Topic, ServiceBusDouble.KeyName, "another", TimeProvider.System));

        Assert.Equal(401, (await Assert.ThrowsAsync<AlertNotTaken>(() => wrong.Send(new Alert(Given.Notice()), default))).Status);
    }

    ServiceBusTopic ByKey(TimeSpan? patience = null) =>
        By(new SharedAccess(_bus.Topic, ServiceBusDouble.KeyName, ServiceBusDouble.Key, TimeProvider.System), patience);

    ServiceBusTopic By(ServiceBusAuthorization authorization, TimeSpan? patience = null)
    {
        var options = new TopicOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(5);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(50);
        if (patience is { } limit) options.Retry.NetworkTimeout = limit; // else the true one: a cold, busy machine must not add a try
        return new ServiceBusTopic(_bus.Topic, authorization, options);
    }

    sealed class Tokens(string first, string fresh) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext wanted, CancellationToken cancel) => new(wanted.Claims is null ? first : fresh, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext wanted, CancellationToken cancel)
        {
            Assert.Equal(["https://servicebus.azure.net/.default"], wanted.Scopes);
            return ValueTask.FromResult(GetToken(wanted, cancel));
        }
    }
}
