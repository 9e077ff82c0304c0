namespace FrontDoor.Lake;

/// <summary>Stops a running statement when its caller gives up, and never the one after it.</summary>
sealed class Interruption : IDisposable
{
    static readonly TimeSpan again = TimeSpan.FromMilliseconds(5);

    readonly ConnectionHandle connection;
    readonly Lock guard = new();
    readonly CancellationTokenRegistration registration;
    Timer? timer;
    bool over;

    internal Interruption(ConnectionHandle connection, CancellationToken cancel)
    {
        this.connection = connection;
        registration = cancel.UnsafeRegister(static state => ((Interruption)state!).Begin(), this);
    }

    // DuckDB forgets an interrupt that comes before the statement has begun: it is said again until the statement is over.
    void Begin()
    {
        lock (guard)
            timer ??= over ? null : new Timer(static state => ((Interruption)state!).Interrupt(), this, TimeSpan.Zero, again);
    }

    void Interrupt()
    {
        lock (guard)
            if (!over)
                Native.duckdb_interrupt(connection);
    }

    public void Dispose()
    {
        lock (guard)
            over = true;
        registration.Dispose();
        timer?.Dispose();
    }
}
