using DuckDB.NET.Data;

namespace FrontDoor.Lake.DuckDb;

/// <summary>A connection to DuckDB, for one thread at a time.</summary>
public sealed class Connection : IDisposable
{
    readonly DuckDBConnection connection;

    internal Connection(DuckDBConnection connection) => this.connection = connection;

    /// <summary>Runs one statement; its rows are read as they are enumerated.</summary>
    /// <exception cref="DuckDbException">DuckDB refused it or failed.</exception>
    public QueryResult Run(string sql, CancellationToken cancel = default)
    {
        var result = Start(sql, cancel);
        if (result.AsText(sql) is not { } readable)
            return result;
        using (result)
            return Start(readable, cancel) with { Columns = result.Columns };
    }

    /// <summary>Runs one statement that returns at most a count.</summary>
    public long Count(string sql, CancellationToken cancel = default)
    {
        using var result = Start(sql, cancel);
        return result.Rows.FirstOrDefault() is [long count, ..] ? count : 0;
    }

    /// <summary>Runs one statement that changes something; returns how many rows it wrote.</summary>
    public int Execute(string sql, CancellationToken cancel = default)
    {
        using var command = Command(sql);
        return Interruption.Of(command, command.ExecuteNonQuery, cancel);
    }

    public void Dispose() => connection.Dispose();

    QueryResult Start(string sql, CancellationToken cancel)
    {
        var command = Command(sql);
        try
        {
            return new QueryResult(command, Interruption.Of(command, command.ExecuteReader, cancel));
        }
        catch
        {
            command.Dispose();
            throw;
        }
    }

    DuckDBCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
