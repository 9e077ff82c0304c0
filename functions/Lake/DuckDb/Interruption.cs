using DuckDB.NET.Data;

namespace FrontDoor.Lake.DuckDb;

/// <summary>Stops a running statement when its caller cancels, and never the statement after it.</summary>
static class Interruption
{
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(5);

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
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

        // DuckDB ignores an interrupt before the statement has begun, so it is repeated until the statement ends.
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
