using System.Collections.Concurrent;

namespace FrontDoor.Local.ServiceBus;

/// <summary>Faults that are due, for tests; without any the stand-in does as Service Bus does.</summary>
public sealed class BrokerFaults
{
    int _transfers;

    /// <summary>One for each of the next transfers to the topic, then none.</summary>
    public ConcurrentQueue<BrokerFault> NextTransfers { get; } = new();

    /// <summary>For every transfer while it is set, once <see cref="NextTransfers"/> is used up.</summary>
    public BrokerFault? EveryTransfer { get; set; }

    /// <summary>Transfers to the topic so far, whatever became of them.</summary>
    public int Transfers => _transfers;

    internal BrokerFault? OfTransfer()
    {
        Interlocked.Increment(ref _transfers);
        return NextTransfers.TryDequeue(out var fault) ? fault : EveryTransfer;
    }
}
