using System.Text.RegularExpressions;

namespace FrontDoor.Lake;

/// <summary>Lets through the statements that read, and no other.</summary>
static partial class ReadOnly
{
    [GeneratedRegex(@"^\s*EXPLAIN\s+(ANALYZE\s+)?", RegexOptions.IgnoreCase)]
    static partial Regex Explain { get; }

    internal static void Check(Connection connection, StatementHandle statement, string sql)
    {
        var type = Native.duckdb_prepared_statement_type(statement);
        if (type == StatementType.Select || type == StatementType.Explain && ExplainsSelect(connection, sql))
            return;
        throw new DuckDbException(DuckDbError.Permission,
            "The lake can only be read: use SELECT, WITH, VALUES, FROM, DESCRIBE, SUMMARIZE or SHOW, or EXPLAIN before one of them.");
    }

    // EXPLAIN ANALYZE runs what it explains, so that must itself be a statement that reads.
    static bool ExplainsSelect(Connection connection, string sql)
    {
        var explain = Explain.Match(sql);
        if (!explain.Success)
            return false;
        using var explained = connection.Prepare(sql[explain.Length..]);
        return Native.duckdb_prepared_statement_type(explained) == StatementType.Select;
    }
}
