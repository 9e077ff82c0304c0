using System.Runtime.InteropServices;

namespace FrontDoor.Lake;

/// <summary>A native object of DuckDB that is freed by passing the address of its handle.</summary>
abstract class DuckDbHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected abstract void Free(ref nint native);

    protected override bool ReleaseHandle()
    {
        Free(ref handle);
        return true;
    }
}

sealed class DatabaseHandle : DuckDbHandle
{
    protected override void Free(ref nint native) => Native.duckdb_close(ref native);
}

sealed class ConnectionHandle : DuckDbHandle
{
    protected override void Free(ref nint native) => Native.duckdb_disconnect(ref native);
}

sealed class ConfigHandle : DuckDbHandle
{
    protected override void Free(ref nint native) => Native.duckdb_destroy_config(ref native);
}

sealed class StatementHandle : DuckDbHandle
{
    protected override void Free(ref nint native) => Native.duckdb_destroy_prepare(ref native);
}

sealed class ExtractedHandle : DuckDbHandle
{
    protected override void Free(ref nint native) => Native.duckdb_destroy_extracted(ref native);
}

sealed class LogicalTypeHandle : DuckDbHandle
{
    protected override void Free(ref nint native) => Native.duckdb_destroy_logical_type(ref native);
}

sealed class TableFunctionHandle : DuckDbHandle
{
    protected override void Free(ref nint native) => Native.duckdb_destroy_table_function(ref native);
}

/// <summary>A chunk of up to 2,048 rows fetched from a result; its strings live as long as it does.</summary>
sealed class ChunkHandle : DuckDbHandle
{
    internal ChunkHandle(nint chunk) => SetHandle(chunk);

    protected override void Free(ref nint native) => Native.duckdb_destroy_data_chunk(ref native);
}

/// <summary>A result on the native heap: it must be destroyed even when the query failed, since it owns the error's text.</summary>
sealed unsafe class ResultHandle : SafeHandle
{
    internal ResultHandle() : base(0, ownsHandle: true) => SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));

    public override bool IsInvalid => handle == 0;

    internal ChunkHandle? Next()
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        var chunk = Native.duckdb_fetch_chunk(*(NativeResult*)handle);
        return chunk == 0 ? null : new ChunkHandle(chunk);
    }

    protected override bool ReleaseHandle()
    {
        Native.duckdb_destroy_result(handle);
        NativeMemory.Free((void*)handle);
        return true;
    }
}
