using System.Runtime.CompilerServices;

namespace FrontDoor.Lake;

/// <summary>One column of a batch in DuckDB's own layout: values side by side and a bit a row that says whether there is one.</summary>
sealed unsafe class BatchColumn(LakeColumn column)
{
    internal readonly LakeType Type = column.Type;
    internal readonly byte[] Values = GC.AllocateArray<byte>(Batch.Capacity * column.Type.Width(), pinned: true);
    internal readonly ulong[] Present = new ulong[Batch.Capacity / 64];
    readonly int width = column.Type.Width();

    internal void CopyTo(nint vector, int rows)
    {
        Values.AsSpan(0, rows * width).CopyTo(new(Native.duckdb_vector_get_data(vector), rows * width));
        if (IsFull(rows))
            return;
        Native.duckdb_vector_ensure_validity_writable(vector);
        Present.CopyTo(new Span<ulong>(Native.duckdb_vector_get_validity(vector), Present.Length));
    }

    internal void Clear()
    {
        if (Type == LakeType.Text)
            Array.Clear(Values); // no stale address behind a null
        Array.Clear(Present);
    }

    bool IsFull(int rows)
    {
        var whole = rows / 64;
        var rest = rows % 64;
        return !Present.AsSpan(0, whole).ContainsAnyExcept(ulong.MaxValue)
            && (rest == 0 || Present[whole] == (1UL << rest) - 1);
    }
}
