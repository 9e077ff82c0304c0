using FrontDoor.Lake;

namespace FrontDoor.Stages;

/// <summary>One table's Parquet file of one arrival, filled row by row. A table without rows has no file.</summary>
public sealed class TableFile : IDisposable
{
    readonly ParquetWriter _writer;
    Batch? _batch;

    public TableFile(Engine engine, LakeTable table, KnownTexts known, string container, string localPath, CancellationToken cancel)
    {
        (Container, Name) = (container, table.Name);
        _writer = ParquetWriter.Start(engine, table, known, localPath, cancel);
    }

    public string Container { get; }

    public string Name { get; }

    /// <summary>The batch the next row goes into; end the row with <see cref="EndRow"/>.</summary>
    public Batch Row => _batch ??= _writer.Rent();

    public void EndRow()
    {
        Row.EndRow();
        if (!Row.IsFull) return;
        _writer.Send(Row);
        _batch = null;
    }

    /// <summary>No more rows: the file is finished while something else is done.</summary>
    public void EndRows()
    {
        if (_batch is { Count: > 0 } last) _writer.Send(last);
        _batch = null;
        _writer.Close();
    }

    /// <summary>Waits for the file. Null: no row, no file.</summary>
    public string? Complete()
    {
        EndRows();
        var written = _writer.Complete();
        return written.Rows > 0 ? written.Path : null;
    }

    public void Dispose() => _writer.Dispose();
}
