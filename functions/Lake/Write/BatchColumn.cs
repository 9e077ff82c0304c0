using System.Runtime.CompilerServices;

namespace FrontDoor.Lake;

/// <summary>One column of a batch in DuckDB's own layout: values side by side, and a bit a row that says whether there is one.</summary>
sealed unsafe class BatchColumn
{
    const int Words = Batch.Capacity / 64;

    internal readonly Cell Cell;
    internal readonly int Codes;
    readonly int width;
    readonly byte[] memory; // never moves: the bits, then the values
    readonly ulong* present;
    readonly byte* values;

    internal BatchColumn(Cell cell, int codes)
    {
        (Cell, Codes, width) = (cell, codes, cell.Width());
        memory = GC.AllocateArray<byte>(Words * sizeof(ulong) + Batch.Capacity * width, pinned: true);
        present = (ulong*)Unsafe.AsPointer(ref memory[0]);
        values = (byte*)(present + Words);
        if (Cell == Cell.Constant)
            new Span<ulong>(present, Words).Fill(ulong.MaxValue);
    }

    /// <summary>Where the row's value goes; the row must be below the capacity and T as wide as the cell.</summary>
    internal ref T Set<T>(int row) where T : unmanaged
    {
        present[row >> 6] |= 1UL << (row & 63);
        return ref ((T*)values)[row];
    }

    internal void CopyTo(nint vector, int rows)
    {
        new ReadOnlySpan<byte>(values, rows * width).CopyTo(new(Native.duckdb_vector_get_data(vector), rows * width));
        if (IsFull(rows))
            return;
        Native.duckdb_vector_ensure_validity_writable(vector);
        new ReadOnlySpan<ulong>(present, Words).CopyTo(new(Native.duckdb_vector_get_validity(vector), Words));
    }

    /// <summary>All nulls again, with neither a stale address nor a stale code behind one.</summary>
    internal void Clear()
    {
        if (Cell != Cell.Constant)
            Array.Clear(memory);
    }

    bool IsFull(int rows)
    {
        var whole = rows / 64;
        var rest = (1UL << (rows % 64)) - 1;
        return !new ReadOnlySpan<ulong>(present, whole).ContainsAnyExcept(ulong.MaxValue)
            && (rest == 0 || (present[whole] & rest) == rest);
    }
}
