using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues;
using FrontDoor.Cli.Terminal;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Alerts;

/// <summary>Finds where to read alerts: the app's own settings of Service Bus, a running <c>up</c>, or the queue of
/// <c>DataStorage</c>.</summary>
static class AlertConnection
{
    /// <summary>Short retries, because a person waits: a Service Bus that does not answer is reported within a minute.</summary>
    static readonly ServiceBusClientOptions s_options = new() { RetryOptions = { MaxRetries = 2, TryTimeout = TimeSpan.FromSeconds(15) } };

    public static IAlertReader Open(string folder, string subscription)
    {
        if (Client(folder) is { } client) return new TopicReader(client, subscription);
        if (Setting("DataStorage") is { } storage)
            return new QueueReader(new QueueClient(storage, Queues.LateReferrals));
        throw CliException.Usage(
            "the source of alerts is not known: there is no setting ServiceBus, ServiceBus__fullyQualifiedNamespace or "
            + $"DataStorage, and no "
                + $"./pipeline up runs on {folder}",
            "one of them", "run ./pipeline up in another terminal, or export "
                + "ServiceBus__fullyQualifiedNamespace=<namespace>.servicebus.windows.net");
    }

    /// <summary>A client of the topic that the settings name, or that of an <c>up</c> on the folder; null where there is none.</summary>
    public static ServiceBusClient? Client(string? folder) =>
        Setting("ServiceBus") is { } connection ? ByConnection(connection)
        : Setting("ServiceBus__fullyQualifiedNamespace") is { } host ? new(host, new DefaultAzureCredential(), s_options)
        : folder is not null && LocalBus.Read(folder) is { } local ? ByConnection(local.ConnectionString) : null;

    public static TopicReader ByConnection(string connectionString, string subscription) =>
        new(ByConnection(connectionString), subscription);

    static ServiceBusClient ByConnection(string connectionString)
    {
        try
        {
            return new ServiceBusClient(connectionString, s_options);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            throw CliException.Usage("the setting ServiceBus is not a connection string",
                "Endpoint=sb://...;SharedAccessKeyName=...;SharedAccessKey=...",
                    "copy it again from the shared access policies of the namespace");
        }
    }

    static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
