namespace FrontDoor.Local.ServiceBus;

/// <summary>How a stand-in for Service Bus is to be.</summary>
public sealed record ServiceBusBrokerOptions
{
    /// <summary>Where it keeps what it took; null: in memory.</summary>
    public string? Folder { get; init; }

    /// <summary>0: any that is free.</summary>
    public int Port { get; init; }

    public string KeyName { get; init; } = "RootManageSharedAccessKey";

    /// <summary>Null: a new one.</summary>
    public string? Key { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
