using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace FrontDoor.Lake.DuckDb;

/// <summary>What DuckDB said when it refused or failed.</summary>
public sealed class DuckDbException(DuckDBErrorType error, string message, Exception? cause = null) : Exception(message, cause)
{
    public DuckDBErrorType Error { get; } = error;

    // Of a statement that could not even be prepared the library does not say which error it was; the text does.
    internal static DuckDbException From(DuckDBException said) =>
        new(said.Message.StartsWith("IO Error", StringComparison.Ordinal) ? DuckDBErrorType.Io : said.ErrorType, said.Message, said);
}
