using System.Text.RegularExpressions;
using DuckDB.NET.Native;
using FrontDoor.Lake.DuckDb;

namespace FrontDoor.Lake.Queries;

/// <summary>Accepts one statement that reads, and no other.</summary>
static partial class Reading
{
    [GeneratedRegex(@"^\s*EXPLAIN\s+(ANALYZE\s+)?", RegexOptions.IgnoreCase)]
    static partial Regex Explain { get; }

    /// <exception cref="DuckDbException">It is another statement, several, or none.</exception>
    internal static void Check(Connection connection, string sql)
    {
        // EXPLAIN ANALYZE runs its statement, so that statement must read too.
        var read = sql[Explain.Match(sql).Length..];
        // DuckDB serialises only statements it reads as a SELECT (WITH, VALUES, FROM, DESCRIBE, SUMMARIZE, SHOW), and refuses all others.
        using var parsed = connection.Run($"""
            SELECT json_array_length(tree, '$.statements'), tree ->> '$.error_type', tree ->> '$.error_message'
            FROM (SELECT json_serialize_sql({Sql.Text(read)}) AS tree)
            """);
        switch (parsed.Rows.Single())
        {
            case ["1", ..]: return;
            case [string count, ..]:
                throw new DuckDbException(DuckDBErrorType.Parser, $"One statement was expected, {count} were given; run them one by one.");
            case [_, "parser", string said]:
                if (read.Length == sql.Length)
                    connection.Run(sql).Dispose(); // for DuckDB's own message, which shows the place
                throw new DuckDbException(DuckDBErrorType.Parser, $"Parser Error: {said}");
            default:
                throw new DuckDbException(DuckDBErrorType.Permission,
                    "The lake can only be read: use SELECT, WITH, VALUES, FROM, DESCRIBE, SUMMARIZE or SHOW, or EXPLAIN before "
                        + "one of them.");
        }
    }
}
