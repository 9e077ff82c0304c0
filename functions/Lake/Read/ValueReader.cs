using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace FrontDoor.Lake;

/// <summary>Reads one column of a chunk as plain .NET values.</summary>
readonly unsafe struct ValueReader
{
    const int WidestDecimal = 28; // digits System.Decimal holds
    const int InlineText = 12;

    readonly NativeType type;
    readonly NativeType stored;
    readonly byte scale;
    readonly byte* data;
    readonly ulong* present;

    internal ValueReader(ResultHandle result, nint chunk, int column)
    {
        using var logical = Native.duckdb_column_logical_type(result, (ulong)column);
        type = Native.duckdb_get_type_id(logical);
        if (type == NativeType.Decimal)
            (stored, scale) = (Storage(Native.duckdb_decimal_width(logical)), Native.duckdb_decimal_scale(logical));
        var vector = Native.duckdb_data_chunk_get_vector(chunk, (ulong)column);
        data = Native.duckdb_vector_get_data(vector);
        present = Native.duckdb_vector_get_validity(vector);
    }

    internal static bool Reads(LogicalTypeHandle type) => Native.duckdb_get_type_id(type) switch
    {
        NativeType.Decimal => Native.duckdb_decimal_width(type) <= WidestDecimal,
        NativeType.Boolean or NativeType.TinyInt or NativeType.SmallInt or NativeType.Integer or NativeType.BigInt
            or NativeType.UTinyInt or NativeType.USmallInt or NativeType.UInteger or NativeType.Float or NativeType.Double
            or NativeType.HugeInt or NativeType.Date or NativeType.Timestamp or NativeType.TimestampTz
            or NativeType.Varchar or NativeType.SqlNull => true,
        _ => false,
    };

    internal object? this[int row] =>
        present is not null && (present[row >> 6] & (1UL << (row & 63))) == 0 ? null : Value(row);

    object? Value(int row) => type switch
    {
        NativeType.Varchar => Text(row),
        NativeType.Integer => At<int>(row),
        NativeType.BigInt => At<long>(row),
        NativeType.Double => At<double>(row),
        NativeType.Boolean => At<byte>(row) != 0,
        NativeType.Date => Date(At<int>(row)),
        NativeType.TimestampTz => Instant(At<long>(row)),
        NativeType.Timestamp => LocalTime(At<long>(row)),
        NativeType.Decimal => Decimal(row),
        NativeType.HugeInt => Whole(At<Int128>(row)),
        NativeType.Float => (double)At<float>(row),
        NativeType.TinyInt => (int)At<sbyte>(row),
        NativeType.SmallInt => (int)At<short>(row),
        NativeType.UTinyInt => (int)At<byte>(row),
        NativeType.USmallInt => (int)At<ushort>(row),
        NativeType.UInteger => (long)At<uint>(row),
        NativeType.SqlNull => null,
        _ => throw new NotSupportedException($"A column of type {type} is read through CAST(... AS VARCHAR)."),
    };

    T At<T>(int row) where T : unmanaged => Unsafe.ReadUnaligned<T>(data + (long)row * sizeof(T));

    string Text(int row)
    {
        var text = data + row * 16L;
        var length = *(int*)text;
        return Encoding.UTF8.GetString(length <= InlineText ? text + 4 : *(byte**)(text + 8), length);
    }

    decimal Decimal(int row)
    {
        var value = stored switch
        {
            NativeType.SmallInt => At<short>(row),
            NativeType.Integer => At<int>(row),
            NativeType.BigInt => At<long>(row),
            _ => At<Int128>(row),
        };
        var size = (UInt128)(value < 0 ? -value : value);
        return new decimal((int)(uint)size, (int)(uint)(size >> 32), (int)(uint)(size >> 64), value < 0, scale);
    }

    static NativeType Storage(byte width) => width switch
    {
        <= 4 => NativeType.SmallInt,
        <= 9 => NativeType.Integer,
        <= 18 => NativeType.BigInt,
        _ => NativeType.HugeInt,
    };

    // A sum of whole numbers is a HUGEINT in DuckDB, and nearly always fits in a long.
    static object Whole(Int128 value) =>
        value >= long.MinValue && value <= long.MaxValue ? (long)value : value.ToString(CultureInfo.InvariantCulture);

    static object Date(int days) =>
        (long)days + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber is >= 0 and var number && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : Beyond(days > 0);

    static object Instant(long microseconds) => Ticks(microseconds) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : Beyond(microseconds > 0);

    static object LocalTime(long microseconds) => Ticks(microseconds) is { } ticks ? new DateTime(ticks) : Beyond(microseconds > 0);

    static long? Ticks(long microseconds) =>
        (Int128)microseconds * TimeSpan.TicksPerMicrosecond + DateTime.UnixEpoch.Ticks is var ticks
            && ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks ? (long)ticks : null;

    // DuckDB's infinities, and its years that .NET does not have.
    static string Beyond(bool future) => future ? "infinity" : "-infinity";
}
