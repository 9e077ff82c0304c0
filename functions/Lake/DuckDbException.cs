using System.Runtime.InteropServices;

namespace FrontDoor.Lake;

/// <summary>DuckDB's own kinds of error; the ones this project looks at are named, the others keep their number.</summary>
public enum DuckDbError
{
    None = 0,
    Conversion = 2,
    Catalog = 13,
    Parser = 14,
    Binder = 24,
    Io = 28,
    Interrupt = 29,
    Internal = 31,
    InvalidInput = 32,
    OutOfMemory = 33,
    Permission = 34,
}

/// <summary>What DuckDB said when it refused or failed.</summary>
public sealed class DuckDbException(DuckDbError error, string message) : Exception(message)
{
    public DuckDbError Error { get; } = error;

    internal static DuckDbException From(DuckDbError error, nint text) =>
        new(error, Marshal.PtrToStringUTF8(text) ?? "DuckDB failed and gave no reason.");
}
