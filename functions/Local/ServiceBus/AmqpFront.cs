using System.Collections.Concurrent;
using FrontDoor.Alerting;
using FrontDoor.Storage.Objects;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Sasl;
using Microsoft.Azure.Amqp.Transport;

namespace FrontDoor.Local.ServiceBus;

/// <summary>Listens for AMQP on one loopback port and connects each link to its node.</summary>
sealed class AmqpFront : IRuntimeProvider, IDisposable
{
    /// <summary>The mechanism that Azure's client uses: it shows its token later, to $cbs.</summary>
    const string SaslMechanism = "MSSBCBS";

    readonly ConcurrentDictionary<AmqpConnection, bool> _connections = new();
    readonly AmqpConnectionListener _listener;
    readonly Topic _topic;
    readonly CbsNode _cbs;
    readonly ManagementNode _management;
    readonly BrokerFaults _faults;

    public AmqpFront(int port, Topic topic, CbsNode cbs, BrokerFaults faults)
    {
        (_topic, _cbs, _faults, _management) = (topic, cbs, faults, new ManagementNode(topic, Queue));
        var sasl = new SaslTransportProvider { Versions = { new AmqpVersion(1, 0, 0) } };
        sasl.AddHandler(new SaslAnonymousHandler(SaslMechanism));
        var settings = new AmqpSettings { RuntimeProvider = this, TransportProviders = { sasl } };
        _listener = new AmqpConnectionListener([$"amqp://127.0.0.1:{port}"], settings,
            new AmqpConnectionSettings { ContainerId = "front-door", MaxFrameSize = 64 * 1024 });
        _listener.Open();
    }

    /// <summary>Closes every connection, as when a program ends.</summary>
    public void Cut()
    {
        foreach (var connection in _connections.Keys) connection.Abort();
    }

    public void Dispose()
    {
        Cut();
        _listener.Close();
        Cut(); // a connection that came in the meantime
    }

    public AmqpConnection CreateConnection(TransportBase transport, ProtocolHeader protocolHeader, bool isInitiator,
        AmqpSettings amqpSettings, AmqpConnectionSettings connectionSettings)
    {
        var connection = new AmqpConnection(transport, protocolHeader, isInitiator, amqpSettings, connectionSettings);
        _connections[connection] = true;
        connection.SafeAddClosed((_, _) => _connections.TryRemove(connection, out _));
        return connection;
    }

    public AmqpSession CreateSession(AmqpConnection connection, AmqpSessionSettings settings) =>
        throw new NotSupportedException("Sessions are made by the connection itself.");

    public AmqpLink CreateLink(AmqpSession session, AmqpLinkSettings settings)
    {
        if (settings.Role != true) return new SendingAmqpLink(session, settings);
        settings.MaxMessageSize = AlertTopic.LargestTransfer; // without it the client considers every message too large
        return new ReceivingAmqpLink(session, settings);
    }

    /// <exception cref="AmqpException">Sent to the client as the reason for refusing the link.</exception>
    public IAsyncResult BeginOpenLink(AmqpLink link, TimeSpan timeout, AsyncCallback callback, object state)
    {
        Attach(link);
        return TaskToAsyncResult.Begin(Task.CompletedTask, callback, state);
    }

    public void EndOpenLink(IAsyncResult result) => TaskToAsyncResult.End(result);

    /// <summary>An address for comparison: without case, escapes and outer slashes.</summary>
    public static string Path(string? address) => Uri.UnescapeDataString(address ?? "").Trim('/').ToLowerInvariant();

    void Attach(AmqpLink link)
    {
        const string management = "/$management";
        if (link.IsReceiver && link.Settings.Target is not Target)
            throw new AmqpException(AmqpErrorCode.NotImplemented, "The stand-in knows no transactions.");
        var path = Path((link.IsReceiver ? ((Target)link.Settings.Target).Address
            : ((Microsoft.Azure.Amqp.Framing.Source)link.Settings.Source).Address)?.ToString());
        var owner = path.EndsWith(management, StringComparison.Ordinal) ? path[..^management.Length] : "";
        if (path == "$cbs") _cbs.Attach(link, path);
        else if (!_cbs.Allows(link.Session.Connection, path))
            throw new AmqpException(AmqpErrorCode.UnauthorizedAccess, $"No token was shown for {path}.");
        else if (owner == Queues.AlertsTopic || Queue(owner) is not null) _management.Attach(link, owner);
        else if (link is ReceivingAmqpLink sender && path == Queues.AlertsTopic) _ = new Publisher(sender, _topic, _faults);
        else if (link is SendingAmqpLink receiver && Queue(path) is { } queue) _ = new Consumer(receiver, queue);
        else throw new AmqpException(AmqpErrorCode.NotFound, $"There is no {path}.");
    }

    MessageQueue? Queue(string path)
    {
        const string subscriptions = Queues.AlertsTopic + "/subscriptions/";
        return path.StartsWith(subscriptions, StringComparison.Ordinal) ? _topic.Queue(path[subscriptions.Length..]) : null;
    }
}
