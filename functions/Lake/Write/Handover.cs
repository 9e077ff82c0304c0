using System.Runtime.ExceptionServices;

namespace FrontDoor.Lake;

/// <summary>A few batches that go round between the one who fills them and the one who writes them; a failure on either side wakes the other.</summary>
sealed class Handover(LakeTable table, KnownTexts known, int limit)
{
    readonly object guard = new();
    readonly Queue<Batch> full = new();
    readonly Stack<Batch> free = new();
    int made;
    bool closed;
    ExceptionDispatchInfo? failure;

    internal long Rows { get; private set; }

    internal Batch Rent()
    {
        lock (guard)
        {
            while (failure is null && free.Count == 0 && made == limit)
                Monitor.Wait(guard);
            failure?.Throw();
            if (free.TryPop(out var batch))
            {
                batch.Lender = this;
                return batch;
            }
            made++;
        }
        return new Batch(table, known) { Lender = this };
    }

    internal void Send(Batch batch)
    {
        TakeBack(batch);
        if (batch.Count == 0)
        {
            Recycle(batch);
            return;
        }
        lock (guard)
        {
            failure?.Throw();
            ObjectDisposedException.ThrowIf(closed, this);
            Rows += batch.Count;
            full.Enqueue(batch);
            Monitor.PulseAll(guard);
        }
    }

    // DuckDB reads a batch where it lies: one that is still being filled, or that is of another table, would be read as what it is not.
    void TakeBack(Batch batch)
    {
        if (batch.Lender != this)
            throw new InvalidOperationException($"This batch was not rented from this writer of {table.Name}, or was sent already.");
        batch.Seal();
        batch.Lender = null;
    }

    /// <summary>The next batch, or none when no more will come.</summary>
    internal Batch? Take()
    {
        lock (guard)
        {
            while (failure is null && full.Count == 0 && !closed)
                Monitor.Wait(guard);
            failure?.Throw();
            return full.TryDequeue(out var batch) ? batch : null;
        }
    }

    internal void Recycle(Batch batch)
    {
        batch.Clear();
        lock (guard)
        {
            free.Push(batch);
            Monitor.PulseAll(guard);
        }
    }

    internal void Close()
    {
        lock (guard)
        {
            closed = true;
            Monitor.PulseAll(guard);
        }
    }

    /// <summary>Only the first failure counts; what follows from it is noise.</summary>
    internal void Fail(Exception cause)
    {
        lock (guard)
        {
            failure ??= ExceptionDispatchInfo.Capture(cause);
            Monitor.PulseAll(guard);
        }
    }

    internal void ThrowIfFailed()
    {
        lock (guard)
            failure?.Throw();
    }
}
