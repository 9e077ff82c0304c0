namespace FrontDoor.Lake;

/// <summary>A column type's other names: DuckDB's number and its SQL.</summary>
static class LakeTypes
{
    internal static NativeType Native(this LakeType type) => type switch
    {
        LakeType.Text => NativeType.Varchar,
        LakeType.Integer => NativeType.Integer,
        LakeType.BigInteger => NativeType.BigInt,
        LakeType.Double => NativeType.Double,
        LakeType.Boolean => NativeType.Boolean,
        LakeType.Date => NativeType.Date,
        LakeType.Instant => NativeType.TimestampTz,
        LakeType.LocalTime => NativeType.Timestamp,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such column type."),
    };

    internal static string Sql(this LakeType type) => type switch
    {
        LakeType.Text => "VARCHAR",
        LakeType.Integer => "INTEGER",
        LakeType.BigInteger => "BIGINT",
        LakeType.Double => "DOUBLE",
        LakeType.Boolean => "BOOLEAN",
        LakeType.Date => "DATE",
        LakeType.Instant => "TIMESTAMPTZ",
        LakeType.LocalTime => "TIMESTAMP",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such column type."),
    };
}
