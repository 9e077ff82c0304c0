using Parquet;
using Parquet.Schema;

namespace FrontDoor.Lake.Tables;

/// <summary>One column of a row group that is being written.</summary>
/// <param name="Levels">For each row: 1 if it has a value, else 0.</param>
/// <param name="Count">How many rows have a value.</param>
sealed record ColumnTarget(
    ParquetRowGroupWriter Group, DataField Field, ReadOnlyMemory<int> Levels, int Count, ColumnRoom Room, CancellationToken Cancel)
{
    internal Task Write<T>(ReadOnlyMemory<T> values) where T : struct => Group.WriteAllPartsAsync(Field, values, Levels, null, Cancel);
}
