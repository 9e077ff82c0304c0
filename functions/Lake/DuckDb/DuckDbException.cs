using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace FrontDoor.Lake.DuckDb;

/// <summary>DuckDB refused a statement, or failed.</summary>
public sealed class DuckDbException(DuckDBErrorType error, string message, Exception? cause = null) : Exception(message, cause)
{
    public DuckDBErrorType Error { get; } = error;

    // For a statement that could not be prepared, the library gives no error type; the text has it.
    internal static DuckDbException From(DuckDBException said) =>
        new(said.Message.StartsWith("IO Error", StringComparison.Ordinal) ? DuckDBErrorType.Io : said.ErrorType, said.Message, said);
}
