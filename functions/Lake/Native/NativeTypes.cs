using System.Runtime.InteropServices;

namespace FrontDoor.Lake;

/// <summary>DuckDB's column types by number.</summary>
enum NativeType
{
    Invalid = 0,
    Boolean = 1,
    TinyInt = 2,
    SmallInt = 3,
    Integer = 4,
    BigInt = 5,
    UTinyInt = 6,
    USmallInt = 7,
    UInteger = 8,
    UBigInt = 9,
    Float = 10,
    Double = 11,
    Timestamp = 12,
    Date = 13,
    Time = 14,
    Interval = 15,
    HugeInt = 16,
    Varchar = 17,
    Blob = 18,
    Decimal = 19,
    Timestamp_S = 20,
    Timestamp_MS = 21,
    Timestamp_NS = 22,
    Enum = 23,
    List = 24,
    Struct = 25,
    Map = 26,
    Uuid = 27,
    Union = 28,
    Bit = 29,
    Time_TZ = 30,
    TimestampTz = 31,
    UHugeInt = 32,
    Array = 33,
    Any = 34,
    BigNum = 35,
    SqlNull = 36,
}

/// <summary>DuckDB's kinds of statement that only read; every other number writes, sets or loads.</summary>
enum StatementType
{
    Invalid = 0,
    Select = 1,
    Explain = 4,
}

/// <summary>DuckDB's result, 48 bytes; only the last field means anything now.</summary>
[StructLayout(LayoutKind.Sequential)]
readonly struct NativeResult
{
#pragma warning disable CS0169, IDE0051 // the layout is the header's; the fields are DuckDB's own
    readonly ulong columns, rows, changed;
    readonly nint data, error, inside;
#pragma warning restore CS0169, IDE0051
}
