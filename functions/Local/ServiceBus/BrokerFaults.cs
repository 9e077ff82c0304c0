using System.Collections.Concurrent;

namespace FrontDoor.Local.ServiceBus;

/// <summary>The faults to make, for tests; without any, the broker behaves like Service Bus.</summary>
public sealed class BrokerFaults
{
    int _transfers;

    /// <summary>One fault for each of the next transfers to the topic.</summary>
    public ConcurrentQueue<BrokerFault> NextTransfers { get; } = new();

    /// <summary>The fault for every transfer while it is set, after <see cref="NextTransfers"/> is used up.</summary>
    public BrokerFault? EveryTransfer { get; set; }

    /// <summary>Transfers to the topic so far, with any result.</summary>
    public int Transfers => _transfers;

    internal BrokerFault? OfTransfer()
    {
        Interlocked.Increment(ref _transfers);
        return NextTransfers.TryDequeue(out var fault) ? fault : EveryTransfer;
    }
}
