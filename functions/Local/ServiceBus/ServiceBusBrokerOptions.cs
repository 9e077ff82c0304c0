namespace FrontDoor.Local.ServiceBus;

/// <summary>Settings of the simulated Service Bus.</summary>
public sealed record ServiceBusBrokerOptions
{
    /// <summary>The folder for accepted messages; null for memory.</summary>
    public string? Folder { get; init; }

    /// <summary>0 for any free port.</summary>
    public int Port { get; init; }

    public string KeyName { get; init; } = "RootManageSharedAccessKey";

    /// <summary>Null for a new one.</summary>
    public string? Key { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
