using Azure.Messaging.ServiceBus;
using FrontDoor.Local.ServiceBus;
using FrontDoor.Stages;

namespace FrontDoor.Local.Tests.ServiceBus;

/// <summary>A namespace with the topic of infra, and a client for it: the stand-in, or the one that SERVICE_BUS_TEST_CONNECTION names.</summary>
sealed class Namespace : IAsyncDisposable
{
    readonly ServiceBusBroker? _broker;

    Namespace(ServiceBusBroker? broker, string connectionString)
    {
        _broker = broker;
        Client = new ServiceBusClient(connectionString, new ServiceBusClientOptions { RetryOptions = { TryTimeout = TimeSpan.FromSeconds(20) } });
        Sender = Client.CreateSender(Queues.AlertsTopic);
    }

    public ServiceBusClient Client { get; }

    public ServiceBusSender Sender { get; }

    /// <summary>Null where it is a real one.</summary>
    public ServiceBusBroker? Broker => _broker;

    public static async Task<Namespace> Open()
    {
        if (Environment.GetEnvironmentVariable("SERVICE_BUS_TEST_CONNECTION") is { Length: > 0 } real) return new Namespace(null, real);
        var broker = await ServiceBusBroker.Start(new ServiceBusBrokerOptions(), default);
        return new Namespace(broker, broker.ConnectionString);
    }

    /// <summary>Another receiver by the same connection.</summary>
    public ServiceBusReceiver Receiver(string subscription, SubQueue of = SubQueue.None) =>
        Client.CreateReceiver(Queues.AlertsTopic, subscription, new ServiceBusReceiverOptions { SubQueue = of });

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        if (_broker is not null) await _broker.DisposeAsync();
    }
}
