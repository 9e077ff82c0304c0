namespace FrontDoor.Lake;

/// <summary>The answer to a query: its columns, and its rows read chunk by chunk while they are enumerated, once.</summary>
public sealed class QueryResult : IDisposable
{
    readonly ResultHandle result;
    bool read;

    internal QueryResult(ResultHandle result, IReadOnlyList<QueryColumn> columns) => (this.result, Columns) = (result, columns);

    public IReadOnlyList<QueryColumn> Columns { get; }

    /// <summary>Values are string, long, int, double, bool, decimal, DateOnly, DateTime, DateTimeOffset in UTC, or null.</summary>
    public IEnumerable<object?[]> Rows
    {
        get
        {
            if (read)
                throw new InvalidOperationException("The rows of a query can be read once; run it again.");
            read = true;
            return Read();
        }
    }

    public void Dispose() => result.Dispose();

    IEnumerable<object?[]> Read()
    {
        while (result.Next() is { } chunk)
            using (chunk)
            {
                var rows = Chunk(chunk.DangerousGetHandle());
                foreach (var row in rows)
                    yield return row;
            }
    }

    object?[][] Chunk(nint chunk)
    {
        var rows = new object?[Native.duckdb_data_chunk_get_size(chunk)][];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new object?[Columns.Count];
        for (var column = 0; column < Columns.Count; column++)
        {
            var values = new ValueReader(result, chunk, column);
            for (var i = 0; i < rows.Length; i++)
                rows[i][column] = values[i];
        }
        return rows;
    }
}
