using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace FrontDoor.Lake;

/// <summary>Up to 2,048 rows on their way into a Parquet file, filled value by value; a column not set in a row is null.</summary>
public sealed class Batch
{
    /// <summary>Rows DuckDB takes at once.</summary>
    public const int Capacity = 2048;

    const long FullText = 4 * 1024 * 1024; // long narratives make a batch full before its rows do

    readonly LakeTable table;
    readonly BatchColumn[] columns;
    readonly TextHeap heap = new();

    internal Batch(LakeTable table, KnownTexts known)
    {
        this.table = table;
        columns = [.. table.Columns.Select((_, i) => new BatchColumn(known.Cell(i), known.Of(i)?.Count ?? 0))];
    }

    /// <summary>Who lent it out; nobody, once it was sent.</summary>
    internal Handover? Lender { get; set; }

    public int Count { get; private set; }

    public bool IsFull => Count == Capacity || heap.Bytes >= FullText;

    /// <summary>The text must be UTF-8; it is copied.</summary>
    public void Text(int column, ReadOnlySpan<byte> utf8)
    {
        ref var slot = ref Slot<DuckDbText>(column, Cell.Text);
        if (utf8.Length <= DuckDbText.Inline)
        {
            var text = DuckDbText.Short(utf8);
            if (!text.IsAscii && !Utf8.IsValid(utf8))
                throw NotUtf8(column);
            slot = text;
        }
        else
        {
            if (IsInside(utf8[0])) // the rest of the check is Seal's, over all texts at once
                throw NotUtf8(column);
            slot = DuckDbText.Long(utf8, heap.Add(utf8));
        }
    }

    /// <summary>
    /// A row's texts for adjacent columns, cut from one buffer that is copied whole; an empty one is null. They may not touch: something stands after each.
    /// </summary>
    public void Texts(int firstColumn, ReadOnlySpan<byte> utf8, ReadOnlySpan<(int Start, int Length)> cuts)
    {
        CheckOpen();
        var row = Count;
        var targets = columns.AsSpan(firstColumn, cuts.Length);
        if (utf8.IsEmpty)
            return;
        var address = heap.Add(utf8);
        if (IsInside(utf8[0]))
            throw NotUtf8(firstColumn);
        for (var i = 0; i < cuts.Length; i++)
        {
            var (start, length) = cuts[i];
            if (length == 0)
                continue;
            if (IsInside(utf8[start]) || IsInside(utf8[start + length]))
                throw NotUtf8(firstColumn + i);
            if (targets[i].Cell != Cell.Text)
                throw Wrong(firstColumn + i, Cell.Text);
            var text = utf8.Slice(start, length);
            targets[i].Set<DuckDbText>(row) = length <= DuckDbText.Inline ? DuckDbText.Short(text) : DuckDbText.Long(text, address + start);
        }
    }

    /// <summary>The text at this position of those told in advance for the column.</summary>
    public void Code(int column, int code)
    {
        if ((uint)code >= (uint)columns[column].Codes)
            throw new ArgumentOutOfRangeException(nameof(code), code, $"Column {table.Columns[column].Name} of {table.Name} was told {columns[column].Codes} texts.");
        if (columns[column].Cell == Cell.WideCode)
            Write(column, Cell.WideCode, (ushort)code);
        else
            Write(column, Cell.Code, (byte)code);
    }

    public void Integer(int column, int value) => Write(column, Cell.Integer, value);

    public void BigInteger(int column, long value) => Write(column, Cell.BigInteger, value);

    public void Double(int column, double value) => Write(column, Cell.Double, value);

    public void Boolean(int column, bool value) => Write(column, Cell.Boolean, value ? (byte)1 : (byte)0);

    public void Date(int column, int daysSince1970) => Write(column, Cell.Date, daysSince1970);

    /// <summary>Microseconds since 1970 in UTC.</summary>
    public void Instant(int column, long unixMicroseconds) => Write(column, Cell.Instant, unixMicroseconds);

    /// <summary>Microseconds from 1970 of a local date and time that has no zone.</summary>
    public void LocalTime(int column, long microsecondsSince1970) => Write(column, Cell.LocalTime, microsecondsSince1970);

    public void EndRow()
    {
        if (Count == Capacity || Lender is null)
            throw Closed();
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
    void Write<T>(int column, Cell cell, T value) where T : unmanaged => Slot<T>(column, cell) = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref T Slot<T>(int column, Cell cell) where T : unmanaged
    {
        var target = columns[column];
        if (target.Cell != cell)
            throw Wrong(column, cell);
        CheckOpen();
        return ref target.Set<T>(Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void CheckOpen()
    {
        if ((uint)Count >= Capacity || Lender is null)
            throw Closed();
    }

    /// <summary>A byte of a character that began before it. Texts that begin and end between characters are UTF-8 if all of the heap is.</summary>
    static bool IsInside(byte next) => (next & 0xC0) == 0x80;

    ArgumentException Wrong(int column, Cell given) =>
        new($"Column {table.Columns[column].Name} of {table.Name} takes {columns[column].Cell}, not {given}.");

    ArgumentException NotUtf8(int column) =>
        new($"A text for column {table.Columns[column].Name} of {table.Name} is not UTF-8. Decode the file before filling batches.");

    InvalidOperationException Closed() => new(Lender is null
        ? $"The batch for {table.Name} was sent already; rent another."
        : $"The batch for {table.Name} holds {Capacity} rows already; send it and rent another.");
}
