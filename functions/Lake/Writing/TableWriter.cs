using System.Collections.Concurrent;
using System.IO.Compression;
using System.Runtime.ExceptionServices;
using FrontDoor.Lake.Tables;
using Parquet;
using Parquet.Schema;

namespace FrontDoor.Lake.Writing;

/// <summary>
/// Writes the rows of one table to one Parquet file, on a thread of its own: tables that are filled together are written together.
/// Rows are kept in the table until a row group is full; while that is written no more are taken, so that memory holds one row group of
/// each.
/// </summary>
public abstract class TableWriter : IDisposable
{
    static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Zstd,
        CompressionLevel = CompressionLevel.Fastest, // of keys, which are most of the bytes, a higher level saves nothing
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

    /// <summary>The current row is whole.</summary>
    public void EndRow()
    {
        Filling.EndRow();
        if (Filling.IsFull)
            Send();
    }

    /// <summary>No more rows: the file is finished while something else is done.</summary>
    public void EndRows()
    {
        if (filling is { Rows: > 0 })
            Send();
        filling = null;
        full.CompleteAdding();
    }

    /// <summary>Waits for the file and returns where it lies, or throws what stopped it. Null: no row, no file.</summary>
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

    /// <summary>Without Complete the writing stops and no file is left.</summary>
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
            WriteFile().GetAwaiter().GetResult(); // the library is asynchronous only; a local file keeps nobody waiting
        }
        catch (Exception stopped)
        {
            failure = ExceptionDispatchInfo.Capture(stopped); // thrown to whoever ends a row or completes
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
    /// <param name="open">Makes the table, with what is known of its texts in advance.</param>
    /// <param name="path">The file appears when Complete has returned; with no row there is none.</param>
    public TableWriter(Func<T> open, string path, CancellationToken cancel) : base(open, path, cancel)
    {
    }

    /// <summary>The row to be filled: take it anew for each. Waits while a row group is being written.</summary>
    public T Row => (T)Filling;
}
