using DuckDB.NET.Data;

namespace FrontDoor.Lake.DuckDb;

/// <summary>Stops a running statement when its caller gives up, and never the one after it.</summary>
static class Interruption
{
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(5);

    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <exception cref="DuckDbException">DuckDB refused the statement or failed.</exception>
    internal static T Of<T>(DuckDBCommand command, Func<T> run, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (guard, isOver, timer) = (new Lock(), false, (Timer?)null);
        try
        {
            using var registration = cancel.UnsafeRegister(_ => Begin(), null);
            return run();
        }
        catch (OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested(); // with the caller's token
            throw;
        }
        catch (DuckDBException refused)
        {
            throw DuckDbException.From(refused);
        }
        finally
        {
            lock (guard)
                isOver = true;
            timer?.Dispose();
        }

        // DuckDB forgets an interrupt that comes before the statement has begun: it is said again until the statement is over.
        void Begin()
        {
            lock (guard)
                timer ??= isOver ? null : new Timer(_ => Interrupt(), null, TimeSpan.Zero, Again);
        }

        void Interrupt()
        {
            lock (guard)
                if (!isOver)
                    command.Cancel();
        }
    }
}
