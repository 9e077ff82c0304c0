using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FrontDoor.Lake;

/// <summary>The table function `batches(n)`: DuckDB calls it to pull what writer n was sent.</summary>
static unsafe class BatchSource
{
    static readonly ConcurrentDictionary<long, BatchFlow> flows = new();
    static long last;

    internal static void Register(Connection connection)
    {
        using var function = Native.duckdb_create_table_function();
        using var number = Native.duckdb_create_logical_type(NativeType.BigInt);
        Native.duckdb_table_function_set_name(function, "batches");
        Native.duckdb_table_function_add_parameter(function, number);
        Native.duckdb_table_function_set_bind(function, &Bind);
        Native.duckdb_table_function_set_init(function, &Init);
        Native.duckdb_table_function_set_function(function, &Pull);
        if (Native.duckdb_register_table_function(connection.Handle, function) != 0)
            throw new DuckDbException(DuckDbError.Internal, "DuckDB did not register the function that batches are pulled through.");
    }

    internal static long Add(BatchFlow flow)
    {
        var number = Interlocked.Increment(ref last);
        flows[number] = flow;
        return number;
    }

    internal static void Remove(long number) => flows.TryRemove(number, out _);

    internal static string Sql(long number) => $"SELECT * FROM batches({number.ToString(CultureInfo.InvariantCulture)})";

    // An exception must not cross into DuckDB: each callback tells it in DuckDB's way, and the flow keeps the original.
    [UnmanagedCallersOnly]
    static void Bind(nint bind)
    {
        try
        {
            var value = Native.duckdb_bind_get_parameter(bind, 0);
            var number = Native.duckdb_get_int64(value);
            Native.duckdb_destroy_value(ref value);
            var flow = flows[number];
            for (var i = 0; i < flow.Table.Columns.Count; i++)
            {
                using var type = flow.Type(i);
                Native.duckdb_bind_add_result_column(bind, flow.Table.Columns[i].Name, type);
            }
            Native.duckdb_bind_set_bind_data(bind, (nint)number, 0);
        }
        catch (Exception failure)
        {
            Native.duckdb_bind_set_error(bind, failure.Message);
        }
    }

    [UnmanagedCallersOnly]
    static void Init(nint init)
    {
        // One thread pulls (DuckDB's default), so the order of rows is the order sent.
    }

    [UnmanagedCallersOnly]
    static void Pull(nint call, nint chunk)
    {
        var flow = flows.GetValueOrDefault((long)Native.duckdb_function_get_bind_data(call));
        try
        {
            flow!.Pull(chunk);
        }
        catch (Exception failure)
        {
            flow?.Fail(failure);
            Native.duckdb_function_set_error(call, failure.Message);
        }
    }
}
