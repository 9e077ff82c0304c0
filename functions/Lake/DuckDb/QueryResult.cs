using System.Data.Common;
using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace FrontDoor.Lake.DuckDb;

/// <summary>The result of a query: its columns, and its rows, which are read once, as they are enumerated.</summary>
public sealed record QueryResult : IDisposable
{
    const int WidestDecimal = 28; // digits System.Decimal holds

    readonly DuckDBCommand command;
    readonly DuckDBDataReader reader;
    readonly DuckDBType[] types;
    bool read;

    internal QueryResult(DuckDBCommand command, DuckDBDataReader reader)
    {
        (this.command, this.reader) = (command, reader);
        types = [.. Enumerable.Range(0, reader.FieldCount).Select(place => Enum.Parse<DuckDBType>(reader.GetDataTypeName(place)))];
        Columns = [.. types.Select((type, place) => new QueryColumn(reader.GetName(place), Describe(type, place)))];
    }

    public IReadOnlyList<QueryColumn> Columns { get; internal init; }

    /// <summary>Values are string, long, int, double, bool, decimal, DateOnly, DateTime, DateTimeOffset in UTC, or null.</summary>
    public IEnumerable<object?[]> Rows
    {
        get
        {
            if (read)
                throw new InvalidOperationException("The rows of a query can be read once; run it again.");
            read = true;
            return Read();
        }
    }

    public void Dispose()
    {
        reader.Dispose();
        command.Dispose();
    }

    /// <summary>The query with casts to text for types that .NET lacks; null if every column has a .NET type.</summary>
    internal string? AsText(string sql)
    {
        if (Enumerable.Range(0, types.Length).All(IsPlain))
            return null;
        var names = string.Join(", ", types.Select((_, place) => $"c{place}"));
        var values = string.Join(", ", types.Select((_, place) => IsPlain(place) ? $"c{place}" : $"CAST(c{place} AS VARCHAR)"));
        return $"SELECT {values} FROM query({Sql.Text(sql)}) AS q({names})";
    }

    IEnumerable<object?[]> Read()
    {
        while (reader.Read())
        {
            var row = new object?[types.Length];
            for (var place = 0; place < row.Length; place++)
                row[place] = reader.IsDBNull(place) ? null : Value(place);
            yield return row;
        }
    }

    object Value(int place) => types[place] switch
    {
        DuckDBType.Date => Date(reader.GetFieldValue<DuckDBDateOnly>(place)),
        DuckDBType.Timestamp => Moment(place) is { } moment ? moment : Beyond(place),
        DuckDBType.TimestampTz => Moment(place) is { } moment ? new DateTimeOffset(moment, TimeSpan.Zero) : Beyond(place),
        _ => reader.GetValue(place) switch
        {
            sbyte value => (int)value,
            short value => (int)value,
            byte value => (int)value,
            ushort value => (int)value,
            uint value => (long)value,
            float value => (double)value,
            ulong value => value.ToString(CultureInfo.InvariantCulture),
            Guid value => value.ToString(),
            // A sum of whole numbers is a HUGEINT in DuckDB, and nearly always fits in a long.
            BigInteger value when value >= long.MinValue && value <= long.MaxValue => (long)value,
            BigInteger value => value.ToString(CultureInfo.InvariantCulture),
            var value => value,
        },
    };

    bool IsPlain(int place) => types[place] switch
    {
        DuckDBType.Decimal => Number(place, SchemaTableColumn.NumericPrecision) <= WidestDecimal,
        DuckDBType.Boolean or DuckDBType.TinyInt or DuckDBType.SmallInt or DuckDBType.Integer or DuckDBType.BigInt or DuckDBType.HugeInt
            or DuckDBType.UnsignedTinyInt or DuckDBType.UnsignedSmallInt or DuckDBType.UnsignedInteger or DuckDBType.UnsignedBigInt
            or DuckDBType.Float or DuckDBType.Double or DuckDBType.Date or DuckDBType.Timestamp or DuckDBType.TimestampTz
            or DuckDBType.Varchar or DuckDBType.Enum or DuckDBType.Uuid => true,
        _ => false,
    };

    string Describe(DuckDBType type, int place) => type switch
    {
        DuckDBType.Decimal => "DECIMAL"
            + $"({Number(place, SchemaTableColumn.NumericPrecision)},{Number(place, SchemaTableColumn.NumericScale)})",
        DuckDBType.TimestampTz => "TIMESTAMP WITH TIME ZONE",
        _ => type.ToString().ToUpperInvariant(),
    };

    int Number(int place, string column) => Convert.ToInt32(reader.GetSchemaTable().Rows[place][column], CultureInfo.InvariantCulture);

    // DuckDB's infinities, and years outside .NET's range, are returned as text.
    static object Date(DuckDBDateOnly day) => !day.IsInfinity && HasYear(day) ? day.ToDateOnly() : Word(day);

    DateTime? Moment(int place) =>
        reader.GetFieldValue<DuckDBTimestamp>(place) is var moment && !moment.IsInfinity && HasYear(moment.Date) ? moment.ToDateTime()
        : null;

    string Beyond(int place) => reader.GetFieldValue<DuckDBTimestamp>(place) is var moment && moment.IsPositiveInfinity ? "infinity"
        : moment.IsNegativeInfinity ? "-infinity" : Word(moment.Date);

    static bool HasYear(DuckDBDateOnly day) => day.Year >= DateOnly.MinValue.Year && day.Year <= DateOnly.MaxValue.Year;

    static string Word(DuckDBDateOnly day) => day.IsPositiveInfinity || !day.IsNegativeInfinity && day.Year > 0 ? "infinity" : "-infinity";
}
