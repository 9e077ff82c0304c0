using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace FrontDoor.Local.ServiceBus;

/// <summary>Simulates a Service Bus namespace with the topic of alerts, on a loopback port, for the unmodified Azure client.</summary>
public sealed class ServiceBusBroker : IAsyncDisposable
{
    static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(100);

    readonly CancellationTokenSource _end = new();
    readonly Socket _port;
    readonly Topic _topic;
    readonly AmqpFront _front;
    readonly Task _looking;

    ServiceBusBroker(ServiceBusBrokerOptions options, Socket held)
    {
        _port = held;
        var port = ((IPEndPoint)held.LocalEndPoint!).Port;
        var key = options.Key ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        ConnectionString = $"Endpoint=sb://127.0.0.1:{port};SharedAccessKeyName={options.KeyName};SharedAccessKey={key};"
            + "UseDevelopmentEmulator=true";
        _topic = new Topic(options.Folder, options.Clock);
        _front = new AmqpFront(port, _topic, new CbsNode(options.KeyName, key), Faults);
        _looking = Look();
    }

    /// <summary>The connection string for <c>ServiceBusClient</c>.</summary>
    public string ConnectionString { get; }

    public BrokerFaults Faults { get; } = new();

    /// <summary>Messages dropped because their id was known.</summary>
    public int Duplicates => _topic.Duplicates;

    /// <exception cref="ExplainedException">The port is taken.</exception>
    public static Task<ServiceBusBroker> Start(ServiceBusBrokerOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.Run(() => new ServiceBusBroker(options, Hold(options.Port)), cancellationToken);
    }

    /// <summary>Completes only by a fault, such as a full disk.</summary>
    public Task Failure() => _looking;

    /// <summary>Cuts every connection once; accepted messages stay.</summary>
    public void CutConnections() => _front.Cut();

    /// <summary>Ends at once, as when killed: pending requests get no answer.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested) return;
        await _end.CancelAsync();
        _front.Dispose();
        await _looking;
        _topic.Dispose();
        _port.Dispose();
        _end.Dispose();
    }

    async Task Look()
    {
        using var timer = new PeriodicTimer(s_lookEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token)) _topic.Look();
        }
        catch (OperationCanceledException)
        {
            return; // this ends
        }
    }

    /// <summary>A free port, bound for the life of the broker. The AMQP library silently shares a port that another program listens on,
    /// and two brokers could find the same free one.</summary>
    static Socket Hold(int port)
    {
        var held = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            held.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return held;
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            held.Dispose();
            throw new ExplainedException($"another program listens on port {port}", "a port that is free",
                "stop that program, or start this on another port");
        }
    }
}
