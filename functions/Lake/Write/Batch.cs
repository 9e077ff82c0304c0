using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace FrontDoor.Lake;

/// <summary>Up to 2,048 rows on their way into a Parquet file, filled value by value; a column not set in a row is null.</summary>
public sealed class Batch
{
    /// <summary>Rows DuckDB takes at once.</summary>
    public const int Capacity = 2048;

    const int InlineText = 12; // bytes DuckDB keeps inside the 16-byte string itself
    const long FullText = 4 * 1024 * 1024; // long narratives make a batch full before its rows do

    readonly LakeTable table;
    readonly BatchColumn[] columns;
    readonly TextHeap heap = new();

    internal Batch(LakeTable table)
    {
        this.table = table;
        columns = [.. table.Columns.Select(column => new BatchColumn(column))];
    }

    public int Count { get; private set; }

    public bool IsFull => Count == Capacity || heap.Bytes >= FullText;

    /// <summary>The text must be UTF-8; it is copied.</summary>
    public void Text(int column, ReadOnlySpan<byte> utf8)
    {
        var slot = Slot<UInt128>(column, LakeType.Text);
        Span<byte> text = stackalloc byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(text, utf8.Length);
        if (utf8.Length <= InlineText)
        {
            text[4..].Clear();
            utf8.CopyTo(text[4..]);
            if (!Utf8.IsValid(utf8))
                throw NotUtf8(column);
        }
        else
        {
            if ((utf8[0] & 0xC0) == 0x80)
                throw NotUtf8(column);
            utf8[..4].CopyTo(text[4..]);
            BinaryPrimitives.WriteInt64LittleEndian(text[8..], heap.Add(utf8));
        }
        text.CopyTo(slot);
    }

    public void Integer(int column, int value) => Write(column, LakeType.Integer, value);

    public void BigInteger(int column, long value) => Write(column, LakeType.BigInteger, value);

    public void Double(int column, double value) => Write(column, LakeType.Double, value);

    public void Boolean(int column, bool value) => Write(column, LakeType.Boolean, value ? (byte)1 : (byte)0);

    public void Date(int column, int daysSince1970) => Write(column, LakeType.Date, daysSince1970);

    /// <summary>Microseconds since 1970 in UTC.</summary>
    public void Instant(int column, long unixMicroseconds) => Write(column, LakeType.Instant, unixMicroseconds);

    /// <summary>Microseconds from 1970 of a local date and time that has no zone.</summary>
    public void LocalTime(int column, long microsecondsSince1970) => Write(column, LakeType.LocalTime, microsecondsSince1970);

    public void EndRow()
    {
        if (Count == Capacity)
            throw Full();
        Count++;
    }

    internal void Seal()
    {
        if (!heap.IsValid())
            throw new ArgumentException($"A text for {table.Name} is not UTF-8; nothing of its batch was written. Decode the file before filling batches.");
    }

    internal void CopyTo(nint chunk)
    {
        for (var i = 0; i < columns.Length; i++)
            columns[i].CopyTo(Native.duckdb_data_chunk_get_vector(chunk, (ulong)i), Count);
        Native.duckdb_data_chunk_set_size(chunk, (ulong)Count);
    }

    internal void Clear()
    {
        foreach (var column in columns)
            column.Clear();
        heap.Clear();
        Count = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Write<T>(int column, LakeType type, T value) where T : unmanaged => MemoryMarshal.Write(Slot<T>(column, type), value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Span<byte> Slot<T>(int column, LakeType type) where T : unmanaged
    {
        var target = columns[column];
        if (target.Type != type)
            throw WrongType(column, type);
        if (Count >= Capacity)
            throw Full();
        target.Present[Count >> 6] |= 1UL << (Count & 63);
        return target.Values.AsSpan(Count * Unsafe.SizeOf<T>(), Unsafe.SizeOf<T>());
    }

    ArgumentException WrongType(int column, LakeType given) =>
        new($"Column {table.Columns[column].Name} of {table.Name} holds {table.Columns[column].Type}, not {given}.");

    ArgumentException NotUtf8(int column) =>
        new($"A text for column {table.Columns[column].Name} of {table.Name} is not UTF-8. Decode the file before filling batches.");

    InvalidOperationException Full() => new($"The batch for {table.Name} holds {Capacity} rows already; send it and rent another.");
}
