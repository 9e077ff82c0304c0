using Azure.Messaging.ServiceBus;

namespace FrontDoor.App.Alerts;

/// <summary>Retries of one sending; the outbox covers longer failures. The reason for each value:
/// docs/decisions/0003-service-bus-client.md.</summary>
static class SendOptions
{
    public static void Set(ServiceBusClientOptions options) => options.RetryOptions = new ServiceBusRetryOptions
    {
        Mode = ServiceBusRetryMode.Exponential,
        MaxRetries = 3,
        Delay = TimeSpan.FromSeconds(0.8),
        MaxDelay = TimeSpan.FromSeconds(10),
        // over 10 s: a shorter time-out fails without sending while the client delays a throttled sender
        TryTimeout = TimeSpan.FromSeconds(15),
    };
}
