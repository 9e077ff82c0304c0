using Azure.Messaging.ServiceBus;
using FrontDoor.App.Alerts;
using FrontDoor.App.Hosting;
using FrontDoor.Local.ServiceBus;
using FrontDoor.Storage.Objects;
using Microsoft.Extensions.Options;

namespace FrontDoor.App.Tests;

/// <summary>The stand-in for Service Bus, with what it holds as a reader of the subscription that takes all would see it.</summary>
sealed class ServiceBusDouble : IAsyncDisposable
{
    /// <summary>A machine that stands still for a while is no topic that does not answer.</summary>
    static readonly TimeSpan s_tryTimeout = TimeSpan.FromMinutes(2);

    readonly ServiceBusBroker _broker;
    readonly ServiceBusClient _reading;
    readonly ServiceBusReceiver _operators;
    readonly List<ServiceBusClient> _sending = [];

    ServiceBusDouble(ServiceBusBroker broker)
    {
        (_broker, _reading) = (broker, new ServiceBusClient(broker.ConnectionString));
        _operators = _reading.CreateReceiver(Queues.AlertsTopic, "operators");
    }

    public string ConnectionString => _broker.ConnectionString;

    public int Port => ServiceBusConnectionStringProperties.Parse(ConnectionString).Endpoint.Port;

    public BrokerFaults Faults => _broker.Faults;

    /// <summary>Second sendings that duplicate detection dropped.</summary>
    public int Duplicates => _broker.Duplicates;

    /// <param name="key">Its own where none is given: what was meant for another finds no way in.</param>
    public static async Task<ServiceBusDouble> Start(TimeProvider? clock = null, string? folder = null, int port = 0, string? key = null) =>
        new(await ServiceBusBroker.Start(
        new ServiceBusBrokerOptions { Folder = folder, Port = port, Key = key, Clock = clock ?? TimeProvider.System }, default));

    /// <summary>Messages a subscriber would get, in their order.</summary>
    /// <param name="atLeast">Waits for so many, as of scheduled ones whose time has come just now.</param>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> Messages(int atLeast = 0)
    {
        for (var tries = 0; ; tries++, await Task.Delay(50))
        {
            var (all, from) = (new List<ServiceBusReceivedMessage>(), 0L);
            while (await _operators.PeekMessagesAsync(200, from) is { Count: > 0 } some)
            {
                all.AddRange(some);
                from = some[^1].SequenceNumber + 1;
            }
            if (all.Count >= atLeast || tries == 200) return all;
        }
    }

    /// <summary>The app's sender, which tries again without waiting long.</summary>
    /// <param name="tries">In all; null: as often as the app.</param>
    public ServiceBusAlertSender Sender(int? tries = null, TimeSpan? tryTimeout = null, string? connectionString = null,
        byte[]? signingKey = null)
    {
        var options = new ServiceBusClientOptions();
        SendOptions.Set(options);
        options.RetryOptions.Delay = TimeSpan.FromMilliseconds(5);
        if (tries is { } count) options.RetryOptions.MaxRetries = count - 1;
        options.RetryOptions.TryTimeout = tryTimeout ?? s_tryTimeout;
        _sending.Add(new ServiceBusClient(connectionString ?? ConnectionString, options));
        return new ServiceBusAlertSender(_sending[^1],
            Options.Create(new AppOptions { AlertSigningKey = signingKey ?? [] }));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in (ServiceBusClient[])[.. _sending, _reading]) await client.DisposeAsync();
        await _broker.DisposeAsync();
    }
}
