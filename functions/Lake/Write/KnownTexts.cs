namespace FrontDoor.Lake;

/// <summary>What is known of a file's text columns before its first row; a column told here costs a byte a row in place of a string.</summary>
public sealed class KnownTexts(LakeTable table)
{
    const int Most = ushort.MaxValue;

    readonly IReadOnlyList<string>?[] texts = new IReadOnlyList<string>?[table.Columns.Count];
    readonly bool[] constant = new bool[table.Columns.Count];

    /// <summary>Every row has this text; it is not set in batches.</summary>
    public KnownTexts Constant(int column, string text)
    {
        OneOf(column, [text]);
        constant[column] = true;
        return this;
    }

    /// <summary>Rows have one of these texts, set by its position with Batch.Code, or null.</summary>
    public KnownTexts OneOf(int column, IReadOnlyList<string> codes)
    {
        if (table.Columns[column].Type != LakeType.Text)
            throw new ArgumentException($"Column {table.Columns[column].Name} of {table.Name} holds {table.Columns[column].Type}; only texts can be told in advance.", nameof(column));
        if (codes.Count > Most || codes.Distinct(StringComparer.Ordinal).Count() != codes.Count)
            throw new ArgumentException($"Column {table.Columns[column].Name} of {table.Name} needs up to {Most} texts, each once.", nameof(codes));
        texts[column] = codes.Count == 0 ? [""] : [.. codes];
        constant[column] = false;
        return this;
    }

    internal IReadOnlyList<string>? Of(int column) => texts[column];

    internal Cell Cell(int column) => texts[column] is not { } known
        ? table.Columns[column].Type.Cell()
        : constant[column] ? Lake.Cell.Constant
        : known.Count <= byte.MaxValue ? Lake.Cell.Code
        : Lake.Cell.WideCode;

    internal LogicalTypeHandle Type(int column) => texts[column] is { } known
        ? Native.duckdb_create_enum_type([.. known], (ulong)known.Count)
        : Native.duckdb_create_logical_type(table.Columns[column].Type.Native());
}
