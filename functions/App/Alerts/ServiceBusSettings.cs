using Azure.Messaging.ServiceBus;

namespace FrontDoor.App.Alerts;

/// <summary>Which Service Bus takes the alerts: a connection string, or a namespace to which the app shows its identity.</summary>
public sealed record ServiceBusSettings
{
    public string? ConnectionString { get; init; }
    public string? Namespace { get; init; }
    public string? Credential { get; init; }
    public string? ClientId { get; init; }

    /// <summary>Null: alerts go to the queue.</summary>
    internal static ServiceBusSettings? Read(SettingsReader read)
    {
        var (connection, name) = (read.Text("ServiceBus"), read.Text("ServiceBus__fullyQualifiedNamespace"));
        var (credential, clientId) = (Identity.Kind(read, "ServiceBus__credential"), read.Text("ServiceBus__clientId"));
        if (connection is not null && !IsConnectionString(connection)) read.Fault("ServiceBus", "is no connection string of a Service Bus namespace");
        if (name is not null && Uri.CheckHostName(name) != UriHostNameType.Dns) read.Fault("ServiceBus__fullyQualifiedNamespace", "is not the name of a host");
        return (connection ?? name) is null ? null : new ServiceBusSettings
        {
            ConnectionString = connection,
            Namespace = name,
            Credential = credential ?? read.Text("DataStorage__credential"),
            ClientId = clientId ?? read.Text("DataStorage__clientId"),
        };
    }

    internal ServiceBusClient Client()
    {
        var options = new ServiceBusClientOptions();
        SendOptions.Set(options);
        return ConnectionString is { } text ? new ServiceBusClient(text, options) : new ServiceBusClient(Namespace, Identity.Of(Credential, ClientId), options);
    }

    static bool IsConnectionString(string text)
    {
        try
        {
            return ServiceBusConnectionStringProperties.Parse(text) is { Endpoint: not null, EntityPath: null } parts && (parts.SharedAccessSignature ?? parts.SharedAccessKey) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
