using Parquet;
using Parquet.Schema;

namespace FrontDoor.Lake.Tables;

/// <summary>A column of a table: its name and meaning, and its values in the rows that are being collected.</summary>
public abstract class LakeColumn(string name, string meaning, string sqlType)
{
    const int FirstRows = 1024;

    byte[] present = []; // 1 where the row has a value

    public string Name { get; } = name;

    /// <summary>The meaning in plain words, for an analyst.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>VARCHAR, INTEGER, BIGINT, DOUBLE, BOOLEAN, DATE or TIMESTAMPTZ.</summary>
    public string SqlType { get; } = sqlType;

    /// <summary>All possible values; empty if they are not known in advance.</summary>
    public IReadOnlyList<string> Values { get; protected init; } = [];

    internal LakeTable Table { get; set; } = null!;

    internal abstract DataField Field { get; }

    /// <summary>How many rows have a value.</summary>
    protected int Count { get; private set; }

    /// <summary>Sets the value of the current row from a query's value; null leaves it empty.</summary>
    public abstract void Copy(object? value);

    /// <summary>Marks the current row as set. Returns false if it was set already: the last value counts.</summary>
    protected bool Mark()
    {
        var row = Table.Row;
        if (row >= present.Length)
            Array.Resize(ref present, Room(row));
        if (present[row] != 0)
            return false;
        present[row] = 1;
        Count++;
        return true;
    }

    /// <summary>The capacity for so many values: a small table stays small, a large one is rarely copied.</summary>
    protected static int Room(int values) => values < FirstRows ? FirstRows : LakeTable.Capacity;

    internal virtual void Clear()
    {
        Array.Clear(present);
        Count = 0;
    }

    internal Task Write(ParquetRowGroupWriter group, DataField field, ColumnRoom room, CancellationToken cancel)
    {
        var levels = room.Levels(Table.Rows);
        return Write(new ColumnTarget(group, field, levels, Fill(levels.Span), room, cancel));
    }

    private protected abstract Task Write(ColumnTarget target);

    /// <summary>Writes for each row whether it has a value; returns how many have one.</summary>
    private protected virtual int Fill(Span<int> levels)
    {
        levels.Clear();
        var count = 0;
        for (var row = 0; row < Math.Min(levels.Length, present.Length); row++)
            count += levels[row] = present[row];
        return count;
    }
}
