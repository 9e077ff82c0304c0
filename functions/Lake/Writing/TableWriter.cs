using System.Collections.Concurrent;
using System.IO.Compression;
using System.Runtime.ExceptionServices;
using FrontDoor.Lake.Tables;
using Parquet;
using Parquet.Schema;

namespace FrontDoor.Lake.Writing;

/// <summary>Writes the rows of one table to a Parquet file, on its own thread, so that several tables are written in parallel. Rows are
/// collected until a row group is full. While it is written no row is added, so memory holds one row group of each table.</summary>
public abstract class TableWriter : IDisposable
{
    static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = CompressionLevel.Fastest, // a higher level saves nothing on keys, which are most of the bytes
        DictionaryEncodingSampleSize = 2000,
    };

    readonly Func<LakeTable> open;
    readonly string path;
    readonly CancellationToken cancel;
    readonly CancellationTokenSource stop;
    readonly BlockingCollection<LakeTable> full = [];
    readonly BlockingCollection<LakeTable> free = [];
    LakeTable? filling;
    Thread? thread;
    ExceptionDispatchInfo? failure;
    bool isComplete;
    bool isDisposed;

    private protected TableWriter(Func<LakeTable> open, string path, CancellationToken cancel)
    {
        (this.open, this.path, this.cancel) = (open, Path.GetFullPath(path), cancel);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
    }

    string Unfinished => path + ".part";

    private protected LakeTable Filling => filling ??= Next();

    /// <summary>Ends the current row.</summary>
    public void EndRow()
    {
        Filling.EndRow();
        if (Filling.IsFull)
            Send();
    }

    /// <summary>Ends the rows; the file is finished in the background.</summary>
    public void EndRows()
    {
        if (filling is { Rows: > 0 })
            Send();
        filling = null;
        full.CompleteAdding();
    }

    /// <summary>Waits for the file and returns its path, or throws the error that stopped it. Returns null if there was no row.</summary>
    public string? Complete()
    {
        if (!isComplete)
        {
            EndRows();
            thread?.Join();
            ThrowIfStopped();
            if (thread is not null)
                File.Move(Unfinished, path, overwrite: true);
            isComplete = true;
        }
        return thread is null ? null : path;
    }

    /// <summary>Without Complete, stops writing and leaves no file.</summary>
    public void Dispose()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        stop.Cancel();
        thread?.Join();
        if (File.Exists(Unfinished))
            File.Delete(Unfinished);
        stop.Dispose();
        full.Dispose();
        free.Dispose();
        GC.SuppressFinalize(this);
    }

    LakeTable Next()
    {
        ThrowIfStopped();
        if (full.IsAddingCompleted)
            throw new InvalidOperationException($"No row can be added to {path} any more: its rows were ended.");
        if (thread is null)
            return open();
        try
        {
            var written = free.Take(stop.Token);
            written.Clear();
            return written;
        }
        catch (OperationCanceledException)
        {
            ThrowIfStopped();
            throw;
        }
    }

    void Send()
    {
        ThrowIfStopped();
        Filling.Close();
        full.Add(Filling);
        filling = null;
        if (thread is not null)
            return;
        thread = new Thread(Write) { IsBackground = true, Name = "write Parquet" };
        thread.Start();
    }

    void ThrowIfStopped()
    {
        cancel.ThrowIfCancellationRequested();
        failure?.Throw();
    }

    void Write()
    {
        try
        {
            WriteFile().GetAwaiter().GetResult(); // the library has only asynchronous calls; on a local file they do not wait
        }
        catch (Exception stopped)
        {
            failure = ExceptionDispatchInfo.Capture(stopped); // thrown at the next EndRow or Complete
            stop.Cancel();
        }
    }

    async Task WriteFile()
    {
        await using var file = new LocalFile(Unfinished);
        var room = new ColumnRoom();
        ParquetSchema? schema = null;
        ParquetWriter? writer = null;
        foreach (var table in full.GetConsumingEnumerable(stop.Token))
        {
            schema ??= new ParquetSchema(table.Columns.Select(column => column.Field));
            writer ??= await ParquetWriter.CreateAsync(schema, file, Options, cancellationToken: stop.Token);
            using (var group = writer.CreateRowGroup())
                foreach (var (column, field) in table.Columns.Zip(schema.DataFields))
                    await column.Write(group, field, room, stop.Token);
            free.Add(table);
        }
        if (writer is not null)
            await writer.DisposeAsync(); // writes the footer
    }
}

/// <inheritdoc cref="TableWriter"/>
/// <typeparam name="T">The table.</typeparam>
public sealed class TableWriter<T> : TableWriter where T : LakeTable
{
    /// <param name="open">Creates the table, with its texts that are known in advance.</param>
    /// <param name="path">The file exists once Complete has returned; without a row there is none.</param>
    public TableWriter(Func<T> open, string path, CancellationToken cancel) : base(open, path, cancel)
    {
    }

    /// <summary>The current row; read it again for each row. Waits while a row group is written.</summary>
    public T Row => (T)Filling;
}
