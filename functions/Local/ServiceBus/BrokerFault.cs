namespace FrontDoor.Local.ServiceBus;

/// <summary>A fault that the simulated broker makes, for tests.</summary>
public abstract record BrokerFault
{
    /// <summary>Answers with an error; for instance amqp:unauthorized-access, or com.microsoft:server-busy to throttle.</summary>
    public sealed record Refuse(string Condition) : BrokerFault;

    /// <summary>Cuts the connection before anything is stored.</summary>
    public sealed record CutBeforeStore : BrokerFault;

    /// <summary>Stores, then cuts the connection: the sender cannot know the result.</summary>
    public sealed record CutAfterStore : BrokerFault;

    /// <summary>Stores, and answers only after a delay; null for never.</summary>
    public sealed record AnswerLate(TimeSpan? After) : BrokerFault;
}
