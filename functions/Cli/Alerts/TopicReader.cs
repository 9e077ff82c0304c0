using Azure.Identity;
using Azure.Messaging.ServiceBus;
using FrontDoor.Cli.Terminal;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Alerts;

/// <summary>Reads a subscription of the topic: peek-lock, then complete.</summary>
/// <param name="client">Disposed of together with this reader.</param>
sealed class TopicReader(ServiceBusClient client, string subscription) : IAlertReader
{
    /// <summary>The shortest time in which waiting messages surely arrive.</summary>
    static readonly TimeSpan s_shortestWait = TimeSpan.FromSeconds(2);

    readonly ServiceBusReceiver _receiver = client.CreateReceiver(Queues.AlertsTopic, subscription);

    public async Task<HeldAlert?> Next(TimeSpan wait, CancellationToken cancel)
    {
        try
        {
            var message = await _receiver.ReceiveMessageAsync(wait < s_shortestWait ? s_shortestWait : wait, cancel);
            return message is null ? null : new HeldAlert(message.Body.ToMemory(), done => Complete(message, done));
        }
        catch (Exception fault) when (Explain(fault) is { } complaint)
        {
            throw complaint;
        }
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();

    async Task Complete(ServiceBusReceivedMessage message, CancellationToken cancel)
    {
        try
        {
            await _receiver.CompleteMessageAsync(message, cancel);
        }
        catch (ServiceBusException fault) when (fault.Reason == ServiceBusFailureReason.MessageLockLost)
        {
            return; // locked for too long, or the connection broke: it comes again and can be completed then
        }
        catch (Exception fault) when (Explain(fault) is { } complaint)
        {
            throw complaint;
        }
    }

    CliException? Explain(Exception fault) => fault switch
    {
        UnauthorizedAccessException or AuthenticationFailedException or ServiceBusException { IsTransient: false } => new(
            $"Service Bus refused the subscription {subscription} ({(fault as ServiceBusException)?.Reason.ToString() ?? "Unauthorized"})",
            "a subscription of the topic that you may read (role Azure Service Bus Data Receiver)",
                "docs/alerts.md lists the subscriptions"),
        ServiceBusException { Reason: var reason } => new(
            $"Service Bus at {client.FullyQualifiedNamespace} gives no answer ({reason})",
            "the namespace of the setting ServiceBus or ServiceBus__fullyQualifiedNamespace, or a running ./pipeline up",
                "no alert is lost: start this again when it answers"),
        _ => null,
    };
}
