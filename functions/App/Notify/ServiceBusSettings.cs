using Azure.Core;
using FrontDoor.Stages;

namespace FrontDoor.App;

/// <summary>Which Service Bus takes the alerts, and whether the app shows its identity or a shared key.</summary>
public sealed record ServiceBusSettings
{
    /// <summary>The address messages of the topic are posted to.</summary>
    public required Uri Topic { get; init; }
    public string? KeyName { get; init; }
    public string? Key { get; init; }
    public string? Credential { get; init; }
    public string? ClientId { get; init; }

    internal static ServiceBusSettings? Read(SettingsReader read)
    {
        var name = read.Text("ServiceBus__fullyQualifiedNamespace");
        var endpoint = read.Address("ServiceBus__endpoint");
        var (keyName, key) = (read.Text("ServiceBus__sharedAccessKeyName"), read.Text("ServiceBus__sharedAccessKey"));
        var (credential, clientId) = (Identity.Kind(read, "ServiceBus__credential"), read.Text("ServiceBus__clientId"));

        if (name is not null && Uri.CheckHostName(name) != UriHostNameType.Dns) read.Fault("ServiceBus__fullyQualifiedNamespace", "is not the name of a host");
        if (key is null && keyName is not null) read.Fault("ServiceBus__sharedAccessKey", "is missing");
        if (keyName is null && key is not null) read.Fault("ServiceBus__sharedAccessKeyName", "is missing");
        if (read.Faults.Count > 0 || (name ?? (object?)endpoint) is null) return null;

        return new ServiceBusSettings
        {
            Topic = new Uri(endpoint ?? new Uri($"https://{name}"), Queues.AlertsTopic),
            KeyName = keyName,
            Key = key,
            Credential = credential ?? read.Text("DataStorage__credential"),
            ClientId = clientId ?? read.Text("DataStorage__clientId"),
        };
    }

    internal ServiceBusAuthorization Authorization(TimeProvider clock) =>
        KeyName is null || Key is null
            ? new EntraBearer(Identity.Of(Credential, ClientId))
            : new SharedAccess(Topic, KeyName, Key, clock);
}
