using System.Runtime.InteropServices;

namespace FrontDoor.Lake;

/// <summary>One conversation with DuckDB; for one thread at a time.</summary>
public sealed class Connection : IDisposable
{
    internal Connection(ConnectionHandle handle) => Handle = handle;

    internal ConnectionHandle Handle { get; }

    /// <summary>Runs one statement; its rows are read while they are enumerated.</summary>
    public QueryResult Run(string sql, CancellationToken cancel = default)
    {
        using var statement = Prepare(sql);
        return Run(statement, sql, cancel);
    }

    /// <summary>Runs one statement that answers with no more than a count.</summary>
    public long Count(string sql, CancellationToken cancel = default)
    {
        using var result = Run(sql, cancel);
        return result.Rows.FirstOrDefault() is [long count, ..] ? count : 0;
    }

    public void Dispose() => Handle.Dispose();

    internal void Execute(string sql) => Count(sql);

    internal StatementHandle Prepare(string sql)
    {
        var count = Native.duckdb_extract_statements(Handle, sql, out var statements);
        using (statements)
        {
            if (count == 1)
                return Prepare(statements);
            var error = Native.duckdb_extract_statements_error(statements);
            throw error != 0
                ? DuckDbException.From(DuckDbError.Parser, error)
                : new DuckDbException(DuckDbError.Parser, $"One statement was expected, {count} were given; run them one by one.");
        }
    }

    internal QueryResult Run(StatementHandle statement, string sql, CancellationToken cancel)
    {
        if (AsText.Rewrite(statement, sql) is not { } rewritten)
            return Execute(statement, null, cancel);
        using var readable = Prepare(rewritten);
        return Execute(readable, statement, cancel);
    }

    StatementHandle Prepare(ExtractedHandle statements)
    {
        if (Native.duckdb_prepare_extracted_statement(Handle, statements, 0, out var statement) == 0)
            return statement;
        using (statement)
            throw DuckDbException.From(DuckDbError.Binder, Native.duckdb_prepare_error(statement));
    }

    QueryResult Execute(StatementHandle statement, StatementHandle? asked, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var result = new ResultHandle();
        using (new Interruption(Handle, cancel))
            if (Native.duckdb_execute_prepared(statement, result) == 0)
                return new QueryResult(result, QueryColumn.Of(asked ?? statement));
        using (result)
        {
            var error = Native.duckdb_result_error_type(result);
            if (error == DuckDbError.Interrupt)
                cancel.ThrowIfCancellationRequested();
            throw DuckDbException.From(error, Native.duckdb_result_error(result));
        }
    }
}
