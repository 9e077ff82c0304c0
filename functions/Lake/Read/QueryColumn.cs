using System.Runtime.InteropServices;

namespace FrontDoor.Lake;

/// <summary>A column of a query's answer, with its type in DuckDB's words.</summary>
public readonly record struct QueryColumn(string Name, string Type)
{
    internal static IReadOnlyList<QueryColumn> Of(StatementHandle statement)
    {
        var columns = new QueryColumn[Native.duckdb_prepared_statement_column_count(statement)];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = Of(statement, (ulong)i);
        return columns;
    }

    static QueryColumn Of(StatementHandle statement, ulong column)
    {
        var name = Native.duckdb_prepared_statement_column_name(statement, column);
        using var type = Native.duckdb_prepared_statement_column_logical_type(statement, column);
        var text = Marshal.PtrToStringUTF8(name) ?? "";
        Native.duckdb_free(name);
        return new(text, Describe(type));
    }

    static string Describe(LogicalTypeHandle type) => Native.duckdb_get_type_id(type) switch
    {
        NativeType.Decimal => $"DECIMAL({Native.duckdb_decimal_width(type)},{Native.duckdb_decimal_scale(type)})",
        NativeType.TimestampTz => "TIMESTAMP WITH TIME ZONE",
        NativeType.SqlNull => "NULL",
        var id => id.ToString().ToUpperInvariant(),
    };
}
