namespace FrontDoor.Lake.Tables;

/// <summary>A table of the lake: its columns as they are declared, and the rows that are collected for its file.</summary>
public abstract class LakeTable
{
    /// <summary>Rows of a row group at most.</summary>
    internal const int Capacity = 50_000;

    /// <summary>Bytes of text that make a row group full before its rows do: long narratives.</summary>
    internal const int FullText = 64 << 20;

    bool isClosed;

    /// <param name="name">The table's name in SQL, and its folder's.</param>
    /// <param name="rowPer">What one row is: "One row per ...".</param>
    /// <param name="meaning">What the table tells and how it is used, in sentences.</param>
    protected LakeTable(string name, string rowPer, string meaning)
    {
        (Name, RowPer, Meaning) = (name, rowPer, meaning);
        // The columns exist by now: initializers of properties run before this. Tokens are in the order of the source.
        var declared = GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.DeclaringType == GetType()).ThenBy(property => property.MetadataToken);
        Columns = [.. declared.Select(property => property.GetValue(this)).SelectMany(ColumnsOf)];
        foreach (var column in Columns)
            column.Table = this;
    }

    public string Name { get; }

    public string RowPer { get; }

    public string Meaning { get; }

    /// <summary>In the order in which they are written.</summary>
    public IReadOnlyList<LakeColumn> Columns { get; }

    /// <summary>The column of this name.</summary>
    public LakeColumn this[string name] => Columns.First(column => column.Name == name);

    /// <summary>Rows that are collected and not yet written.</summary>
    internal int Rows { get; private set; }

    /// <summary>Bytes of the texts that are kept whole.</summary>
    internal long TextBytes { get; set; }

    internal bool IsFull => Rows == Capacity || TextBytes >= FullText;

    /// <summary>The row that is being filled, counted from 0.</summary>
    internal int Row => isClosed
        ? throw new InvalidOperationException($"The rows of {Name} were sent already; take the writer's row anew for each.")
        : Rows;

    /// <summary>A column that was not set in the row is null.</summary>
    internal void EndRow() => Rows = Row + 1;

    internal void Close() => isClosed = true;

    /// <summary>Forgets all rows.</summary>
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
