namespace FrontDoor.Lake;

/// <summary>What a column holds: VARCHAR, INTEGER, BIGINT, DOUBLE, BOOLEAN, DATE, TIMESTAMPTZ (UTC) or TIMESTAMP (no zone).</summary>
public enum LakeType
{
    Text,
    Integer,
    BigInteger,
    Double,
    Boolean,
    Date,
    Instant,
    LocalTime,
}

/// <summary>A column of a table in the lake.</summary>
public readonly record struct LakeColumn(string Name, LakeType Type);

/// <summary>A table of the lake, its columns in the order in which they are written.</summary>
public sealed record LakeTable(string Name, IReadOnlyList<LakeColumn> Columns)
{
    /// <summary>Position of the column, counted from 0.</summary>
    public int this[string column]
    {
        get
        {
            for (var i = 0; i < Columns.Count; i++)
                if (Columns[i].Name == column)
                    return i;
            throw new ArgumentException($"The table {Name} has no column {column}.", nameof(column));
        }
    }
}
