using Azure.Messaging.ServiceBus;
using FrontDoor.Local.ServiceBus;
using FrontDoor.Storage.Objects;
using Microsoft.Extensions.Time.Testing;

namespace FrontDoor.Local.Tests.ServiceBus;

/// <summary>A namespace with the topic of infra, and a client for it: the stand-in, or the one that SERVICE_BUS_TEST_CONNECTION
/// names.</summary>
sealed class Namespace : IAsyncDisposable
{
    static readonly TimeSpan s_soon = TimeSpan.FromSeconds(20);

    /// <summary>Null where the namespace is a real one, whose time passes by itself.</summary>
    readonly FakeTimeProvider? _clock;
    readonly ServiceBusBroker? _broker;

    Namespace(string connectionString, ServiceBusBroker? broker = null, FakeTimeProvider? clock = null)
    {
        (_broker, _clock) = (broker, clock);
        Client = new ServiceBusClient(connectionString, new ServiceBusClientOptions { RetryOptions = { TryTimeout = s_soon } });
        Sender = Client.CreateSender(Queues.AlertsTopic);
    }

    public ServiceBusClient Client { get; }

    public ServiceBusSender Sender { get; }

    /// <summary>Begins the id of each message of this test: a real namespace may hold others.</summary>
    public string Mine { get; } = Guid.NewGuid().ToString("N");

    public DateTimeOffset Now => (_clock ?? TimeProvider.System).GetUtcNow();

    public static async Task<Namespace> Open()
    {
        if (Environment.GetEnvironmentVariable("SERVICE_BUS_TEST_CONNECTION") is { Length: > 0 } real) return new Namespace(real);
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var broker = await ServiceBusBroker.Start(new ServiceBusBrokerOptions { Clock = clock }, default);
        return new Namespace(broker.ConnectionString, broker, clock);
    }

    public ServiceBusMessage Alert(string name, string kind = "late", string severity = "critical", string agency = "police") =>
        new($"body of {name}")
        {
            MessageId = Mine + name,
            Subject = kind,
            ApplicationProperties = { ["severity"] = severity, ["agency"] = agency },
        };

    public ServiceBusReceiver Receiver(string subscription, SubQueue of = SubQueue.None,
        ServiceBusReceiveMode mode = ServiceBusReceiveMode.PeekLock) =>
        Client.CreateReceiver(Queues.AlertsTopic, subscription, new ServiceBusReceiverOptions { SubQueue = of, ReceiveMode = mode });

    public Task Pass(TimeSpan time)
    {
        _clock?.Advance(time);
        return _clock is null ? Task.Delay(time) : Task.CompletedTask;
    }

    /// <summary>The next of this test's own; null: none came soon.</summary>
    public async Task<ServiceBusReceivedMessage?> Next(ServiceBusReceiver receiver, bool soon = true)
    {
        while (await receiver.ReceiveMessageAsync(soon ? s_soon : TimeSpan.FromSeconds(1)) is { } message)
            if (message.MessageId.StartsWith(Mine, StringComparison.Ordinal)) return message;
            else if (receiver.ReceiveMode == ServiceBusReceiveMode.PeekLock) await receiver.CompleteMessageAsync(message);
        return null;
    }

    /// <summary>This test's own in a subscription, whoever holds them.</summary>
    public async Task<List<ServiceBusReceivedMessage>> Peek(ServiceBusReceiver receiver, long from = 0) =>
        [.. (await receiver.PeekMessagesAsync(1000, from)).Where(message => message.MessageId.StartsWith(Mine, StringComparison.Ordinal))];

    /// <summary>Their names, read and gone. None of them may be held by another.</summary>
    public async Task<List<string>> Drain(string subscription, SubQueue of = SubQueue.None)
    {
        await using var receiver = Receiver(subscription, of, ServiceBusReceiveMode.ReceiveAndDelete);
        var names = new List<string>();
        for (var left = (await Peek(receiver)).Count; left > 0; left--) names.Add((await Next(receiver))!.MessageId[Mine.Length..]);
        return names;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        if (_broker is not null) await _broker.DisposeAsync();
    }
}
