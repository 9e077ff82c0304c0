using System.Runtime.InteropServices;

namespace FrontDoor.Lake;

/// <summary>DuckDB's C API as this project uses it: one method a function, in the order of its header, nothing deprecated.</summary>
static unsafe partial class Native
{
    const string Library = "duckdb";

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, NativeFile.Load);

    // Open and connect
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int duckdb_open_ext(string path, out DatabaseHandle database, ConfigHandle config, out nint error);
    [LibraryImport(Library)] internal static partial void duckdb_close(ref nint database);
    [LibraryImport(Library)] internal static partial int duckdb_connect(DatabaseHandle database, out ConnectionHandle connection);
    [LibraryImport(Library)] internal static partial void duckdb_interrupt(ConnectionHandle connection);
    [LibraryImport(Library)] internal static partial void duckdb_disconnect(ref nint connection);

    // Configuration
    [LibraryImport(Library)] internal static partial int duckdb_create_config(out ConfigHandle config);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int duckdb_set_config(ConfigHandle config, string name, string option);
    [LibraryImport(Library)] internal static partial void duckdb_destroy_config(ref nint config);

    // Error data and memory
    [LibraryImport(Library)] internal static partial void duckdb_free(nint memory);

    // Results
    [LibraryImport(Library)] internal static partial void duckdb_destroy_result(nint result);
    [LibraryImport(Library)] internal static partial nint duckdb_column_name(ResultHandle result, ulong column);
    [LibraryImport(Library)] internal static partial LogicalTypeHandle duckdb_column_logical_type(ResultHandle result, ulong column);
    [LibraryImport(Library)] internal static partial ulong duckdb_column_count(ResultHandle result);
    [LibraryImport(Library)] internal static partial nint duckdb_result_error(ResultHandle result);
    [LibraryImport(Library)] internal static partial DuckDbError duckdb_result_error_type(ResultHandle result);

    // Prepared and extracted statements
    [LibraryImport(Library)] internal static partial void duckdb_destroy_prepare(ref nint statement);
    [LibraryImport(Library)] internal static partial nint duckdb_prepare_error(StatementHandle statement);
    [LibraryImport(Library)] internal static partial StatementType duckdb_prepared_statement_type(StatementHandle statement);
    [LibraryImport(Library)] internal static partial ulong duckdb_prepared_statement_column_count(StatementHandle statement);
    [LibraryImport(Library)] internal static partial nint duckdb_prepared_statement_column_name(StatementHandle statement, ulong column);
    [LibraryImport(Library)] internal static partial LogicalTypeHandle duckdb_prepared_statement_column_logical_type(StatementHandle statement, ulong column);
    [LibraryImport(Library)] internal static partial int duckdb_execute_prepared(StatementHandle statement, ResultHandle result);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial ulong duckdb_extract_statements(ConnectionHandle connection, string sql, out ExtractedHandle statements);
    [LibraryImport(Library)]
    internal static partial int duckdb_prepare_extracted_statement(ConnectionHandle connection, ExtractedHandle statements, ulong index, out StatementHandle statement);
    [LibraryImport(Library)] internal static partial nint duckdb_extract_statements_error(ExtractedHandle statements);
    [LibraryImport(Library)] internal static partial void duckdb_destroy_extracted(ref nint statements);

    // Values
    [LibraryImport(Library)] internal static partial void duckdb_destroy_value(ref nint value);
    [LibraryImport(Library)] internal static partial long duckdb_get_int64(nint value);

    // Logical types
    [LibraryImport(Library)] internal static partial LogicalTypeHandle duckdb_create_logical_type(NativeType type);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial LogicalTypeHandle duckdb_create_enum_type(string[] texts, ulong count);
    [LibraryImport(Library)] internal static partial NativeType duckdb_get_type_id(LogicalTypeHandle type);
    [LibraryImport(Library)] internal static partial byte duckdb_decimal_width(LogicalTypeHandle type);
    [LibraryImport(Library)] internal static partial byte duckdb_decimal_scale(LogicalTypeHandle type);
    [LibraryImport(Library)] internal static partial void duckdb_destroy_logical_type(ref nint type);

    // Chunks and vectors
    [LibraryImport(Library)] internal static partial void duckdb_destroy_data_chunk(ref nint chunk);
    [LibraryImport(Library)] internal static partial nint duckdb_data_chunk_get_vector(nint chunk, ulong column);
    [LibraryImport(Library)] internal static partial ulong duckdb_data_chunk_get_size(nint chunk);
    [LibraryImport(Library)] internal static partial void duckdb_data_chunk_set_size(nint chunk, ulong size);
    [LibraryImport(Library)] internal static partial byte* duckdb_vector_get_data(nint vector);
    [LibraryImport(Library)] internal static partial ulong* duckdb_vector_get_validity(nint vector);
    [LibraryImport(Library)] internal static partial void duckdb_vector_ensure_validity_writable(nint vector);

    // Table functions
    [LibraryImport(Library)] internal static partial TableFunctionHandle duckdb_create_table_function();
    [LibraryImport(Library)] internal static partial void duckdb_destroy_table_function(ref nint function);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void duckdb_table_function_set_name(TableFunctionHandle function, string name);
    [LibraryImport(Library)] internal static partial void duckdb_table_function_add_parameter(TableFunctionHandle function, LogicalTypeHandle type);
    [LibraryImport(Library)] internal static partial void duckdb_table_function_set_bind(TableFunctionHandle function, delegate* unmanaged<nint, void> bind);
    [LibraryImport(Library)] internal static partial void duckdb_table_function_set_init(TableFunctionHandle function, delegate* unmanaged<nint, void> init);
    [LibraryImport(Library)] internal static partial void duckdb_table_function_set_function(TableFunctionHandle function, delegate* unmanaged<nint, nint, void> pull);
    [LibraryImport(Library)] internal static partial int duckdb_register_table_function(ConnectionHandle connection, TableFunctionHandle function);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void duckdb_bind_add_result_column(nint bind, string name, LogicalTypeHandle type);
    [LibraryImport(Library)] internal static partial nint duckdb_bind_get_parameter(nint bind, ulong index);
    [LibraryImport(Library)] internal static partial void duckdb_bind_set_bind_data(nint bind, nint data, nint destroy);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void duckdb_bind_set_error(nint bind, string error);
    [LibraryImport(Library)] internal static partial nint duckdb_function_get_bind_data(nint call);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void duckdb_function_set_error(nint call, string error);

    // Streaming-safe fetch: the next chunk, or none
    [LibraryImport(Library)] internal static partial nint duckdb_fetch_chunk(NativeResult result);
}
