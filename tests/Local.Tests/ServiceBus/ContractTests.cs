using Azure.Messaging.ServiceBus;
using FrontDoor.Stages;

namespace FrontDoor.Local.Tests.ServiceBus;

/// <summary>What the pipeline relies on in Service Bus: held against the stand-in, and against a real namespace where SERVICE_BUS_TEST_CONNECTION names one with the topic of infra.</summary>
public sealed class ContractTests : IAsyncLifetime, IAsyncDisposable
{
    static readonly TimeSpan s_soon = TimeSpan.FromSeconds(20), s_none = TimeSpan.FromMilliseconds(500);

    /// <summary>A real namespace may hold messages of others: each test knows its own by this.</summary>
    readonly string _mine = Guid.NewGuid().ToString("N");
    Namespace _bus = null!;

    public async Task InitializeAsync() => _bus = await Namespace.Open();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task A_message_arrives_as_it_was_sent()
    {
        await _bus.Sender.SendMessageAsync(Alert("a"));

        await using var receiver = _bus.Receiver("critical");
        var got = await Next(receiver);
        Assert.Equal("a", got.Body.ToString());
        await receiver.CompleteMessageAsync(got);
    }

    ServiceBusMessage Alert(string body, string kind = "late", string severity = "critical", string agency = "police") => new(body)
    {
        MessageId = $"{_mine}-{body}",
        Subject = kind,
        ApplicationProperties = { ["severity"] = severity, ["agency"] = agency },
    };

    /// <summary>The next of this test's own.</summary>
    async Task<ServiceBusReceivedMessage> Next(ServiceBusReceiver receiver)
    {
        while (await receiver.ReceiveMessageAsync(s_soon) is { } message)
            if (message.MessageId.StartsWith(_mine, StringComparison.Ordinal)) return message;
            else await receiver.CompleteMessageAsync(message);
        throw new TimeoutException("No message came.");
    }
}
