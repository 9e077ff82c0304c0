namespace FrontDoor.Lake;

/// <summary>A file that was written: where, how many rows and how many bytes.</summary>
public sealed record WrittenFile(string Path, long Rows, long Bytes);

/// <summary>Writes batches of one table to one Parquet file, on a thread and a connection of its own.</summary>
public sealed class ParquetWriter : IDisposable
{
    const int Batches = 3; // one being filled, one waiting, one with DuckDB: more would fall out of the processor's cache before they are read

    readonly Engine engine;
    readonly LakeTable table;
    readonly KnownTexts known;
    readonly string path;
    readonly Handover handover;
    readonly CancellationTokenRegistration cancelled;
    readonly CancellationTokenSource abort = new();
    Thread? thread;
    bool completed;
    bool disposed;

    ParquetWriter(Engine engine, LakeTable table, KnownTexts known, string path, CancellationToken cancel)
    {
        (this.engine, this.table, this.known, this.path) = (engine, table, known, Path.GetFullPath(path));
        handover = new(table, known, Batches);
        cancelled = cancel.UnsafeRegister(static (state, token) => ((ParquetWriter)state!).Stop(new OperationCanceledException(token)), this);
    }

    /// <summary>The file appears when Complete has returned; with no row sent there is none.</summary>
    public static ParquetWriter Start(Engine engine, LakeTable table, string path, CancellationToken cancel) =>
        Start(engine, table, new(table), path, cancel);

    /// <summary>As above, and faster for the columns whose texts are known in advance.</summary>
    public static ParquetWriter Start(Engine engine, LakeTable table, KnownTexts known, string path, CancellationToken cancel) =>
        new(engine, table, known, path, cancel);

    /// <summary>An empty batch; waits while DuckDB still holds all of them, and throws what stopped the writer.</summary>
    public Batch Rent() => handover.Rent();

    /// <summary>The batch is not to be touched again; its texts are checked to be UTF-8.</summary>
    public void Send(Batch batch)
    {
        handover.Send(batch);
        if (thread is null && handover.Rows > 0)
            Begin();
    }

    /// <summary>Nothing more will be sent; the writer finishes by itself.</summary>
    public void Close() => handover.Close();

    /// <summary>Waits until the file is whole, and throws what stopped the writer if it is not.</summary>
    public WrittenFile Complete()
    {
        Close();
        thread?.Join();
        handover.ThrowIfFailed();
        completed = true;
        return thread is null ? new(path, 0, 0) : new(path, handover.Rows, new FileInfo(path).Length);
    }

    /// <summary>Without Complete the writing stops and no file is left.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        cancelled.Dispose(); // waits for a cancellation under way
        if (!completed)
            Stop(new ObjectDisposedException(nameof(ParquetWriter), $"The writer of {path} was given up before it was complete."));
        thread?.Join();
        abort.Dispose();
    }

    void Begin()
    {
        thread = new Thread(Write, maxStackSize: 8 * 1024 * 1024) { IsBackground = true, Name = $"write {table.Name}" };
        thread.Start();
    }

    void Stop(Exception cause)
    {
        handover.Fail(cause);
        abort.Cancel();
    }

    void Write()
    {
        var number = BatchSource.Add(new(table, known, handover));
        try
        {
            using var connection = engine.Open();
            Copy(connection, BatchSource.Sql(number));
        }
        catch (Exception failure)
        {
            handover.Fail(failure); // thrown to whoever rents, sends or completes
        }
        finally
        {
            BatchSource.Remove(number);
        }
    }

    void Copy(Connection connection, string rows)
    {
        var written = connection.Count($"COPY ({rows}) TO {Sql.Text(path)} ({ParquetFormat.Options})", abort.Token);
        if (written != handover.Rows)
            throw new InvalidOperationException($"DuckDB wrote {written} of {handover.Rows} rows to {path}; the file is not to be used.");
    }
}
