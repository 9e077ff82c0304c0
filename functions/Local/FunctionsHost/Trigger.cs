namespace FrontDoor.Local.FunctionsHost;

/// <summary>What starts a function. Names in percent signs and connections are as the app has them, not yet looked up.</summary>
abstract record Trigger
{
    Trigger()
    {
    }

    /// <param name="Deferred">The parameter is an SDK type, which the worker makes of the message's own fields; else it gets the text or the bytes.</param>
    public sealed record Queue(string QueueName, string Connection, bool Deferred, bool Bytes) : Trigger
    {
        public override string ToString() => $"queue {QueueName}";
    }

    public sealed record Timer(string Schedule, bool RunOnStartup, bool UseMonitor) : Trigger
    {
        public override string ToString() => $"timer {Schedule}";
    }

    /// <param name="Methods">Empty: all.</param>
    public sealed record Http(string Route, IReadOnlyList<string> Methods) : Trigger
    {
        public override string ToString() => $"http {Route}";
    }
}
