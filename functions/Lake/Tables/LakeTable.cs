namespace FrontDoor.Lake.Tables;

/// <summary>A table of the lake: its declared columns, and the rows that are collected for its file.</summary>
public abstract class LakeTable
{
    /// <summary>The most rows in a row group.</summary>
    internal const int Capacity = 50_000;

    /// <summary>Bytes of text that also make a row group full, for long narratives.</summary>
    internal const int FullText = 64 << 20;

    bool isClosed;

    /// <param name="name">The table's name in SQL, and its folder's.</param>
    /// <param name="rowPer">What one row is: "One row per ...".</param>
    /// <param name="meaning">The meaning of the table and how it is used, in sentences.</param>
    protected LakeTable(string name, string rowPer, string meaning)
    {
        (Name, RowPer, Meaning) = (name, rowPer, meaning);
        // The columns exist already, because property initialisers run before this. Tokens are in source order.
        var declared = GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.DeclaringType == GetType()).ThenBy(property => property.MetadataToken);
        Columns = [.. declared.Select(property => property.GetValue(this)).SelectMany(ColumnsOf)];
        foreach (var column in Columns)
            column.Table = this;
    }

    public string Name { get; }

    public string RowPer { get; }

    public string Meaning { get; }

    /// <summary>The columns in the order of the file.</summary>
    public IReadOnlyList<LakeColumn> Columns { get; }

    /// <summary>The column of this name.</summary>
    public LakeColumn this[string name] => Columns.First(column => column.Name == name);

    /// <summary>Rows that are collected but not yet written.</summary>
    internal int Rows { get; private set; }

    /// <summary>Bytes of the texts that are stored whole.</summary>
    internal long TextBytes { get; set; }

    internal bool IsFull => Rows == Capacity || TextBytes >= FullText;

    /// <summary>The index of the current row, from 0.</summary>
    internal int Row => isClosed
        ? throw new InvalidOperationException($"The rows of {Name} were sent already; take the writer's row anew for each.")
        : Rows;

    /// <summary>Ends the row; a column that was not set is null.</summary>
    internal void EndRow() => Rows = Row + 1;

    internal void Close() => isClosed = true;

    /// <summary>Removes all rows.</summary>
    internal void Clear()
    {
        foreach (var column in Columns)
            column.Clear();
        (Rows, TextBytes, isClosed) = (0, 0, false);
    }

    static IEnumerable<LakeColumn> ColumnsOf(object? property) => property switch
    {
        LakeColumn column => [column],
        IEnumerable<LakeColumn> columns => columns,
        _ => [],
    };
}
