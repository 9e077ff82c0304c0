namespace FrontDoor.Lake;

/// <summary>Rewrites a query so that columns of a type which .NET has no plain value for come as DuckDB's own text.</summary>
static class AsText
{
    internal static string? Rewrite(StatementHandle statement, string sql)
    {
        if (Native.duckdb_prepared_statement_type(statement) != StatementType.Select)
            return null;
        var plain = Plain(statement);
        if (plain.All(yes => yes))
            return null;
        var names = string.Join(", ", plain.Select((_, i) => $"c{i}"));
        var values = string.Join(", ", plain.Select((yes, i) => yes ? $"c{i}" : $"CAST(c{i} AS VARCHAR)"));
        return $"SELECT {values} FROM query({Sql.Text(sql)}) AS q({names})";
    }

    static bool[] Plain(StatementHandle statement)
    {
        var plain = new bool[Native.duckdb_prepared_statement_column_count(statement)];
        for (var i = 0; i < plain.Length; i++)
        {
            using var type = Native.duckdb_prepared_statement_column_logical_type(statement, (ulong)i);
            plain[i] = ValueReader.Reads(type);
        }
        return plain;
    }
}
