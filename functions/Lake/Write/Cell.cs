namespace FrontDoor.Lake;

/// <summary>What a batch keeps for one value of a column: the value, or the position of a text known in advance.</summary>
enum Cell
{
    Text,
    Integer,
    BigInteger,
    Double,
    Boolean,
    Date,
    Instant,
    LocalTime,
    Code,
    WideCode,
    Constant,
}

/// <summary>The cell of a column type, and how wide one is in a vector.</summary>
static class Cells
{
    internal static Cell Cell(this LakeType type) => type switch
    {
        LakeType.Text => Lake.Cell.Text,
        LakeType.Integer => Lake.Cell.Integer,
        LakeType.BigInteger => Lake.Cell.BigInteger,
        LakeType.Double => Lake.Cell.Double,
        LakeType.Boolean => Lake.Cell.Boolean,
        LakeType.Date => Lake.Cell.Date,
        LakeType.Instant => Lake.Cell.Instant,
        LakeType.LocalTime => Lake.Cell.LocalTime,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such column type."),
    };

    internal static int Width(this Cell cell) => cell switch
    {
        Lake.Cell.Boolean or Lake.Cell.Code or Lake.Cell.Constant => 1,
        Lake.Cell.WideCode => 2,
        Lake.Cell.Integer or Lake.Cell.Date => 4,
        Lake.Cell.BigInteger or Lake.Cell.Double or Lake.Cell.Instant or Lake.Cell.LocalTime => 8,
        Lake.Cell.Text => 16,
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, "No such cell."),
    };
}
