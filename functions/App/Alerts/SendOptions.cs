using Azure.Messaging.ServiceBus;

namespace FrontDoor.App.Alerts;

/// <summary>How patient one sending is; what it cannot do now, the outbox does later. The reasons for each figure:
/// docs/decisions/0003-service-bus-client.md.</summary>
static class SendOptions
{
    public static void Set(ServiceBusClientOptions options) => options.RetryOptions = new ServiceBusRetryOptions
    {
        Mode = ServiceBusRetryMode.Exponential,
        MaxRetries = 3,
        Delay = TimeSpan.FromSeconds(0.8),
        MaxDelay = TimeSpan.FromSeconds(10),
        // over 10 s: a shorter one fails without sending while the client holds a throttled sender back
        TryTimeout = TimeSpan.FromSeconds(15),
    };
}
