using Parquet;
using Parquet.Schema;

namespace FrontDoor.Lake.Tables;

/// <summary>One column of one row group on its way into the file.</summary>
/// <param name="Levels">For each row 1 where it has a value.</param>
/// <param name="Count">How many have one.</param>
sealed record ColumnTarget(
    ParquetRowGroupWriter Group, DataField Field, ReadOnlyMemory<int> Levels, int Count, ColumnRoom Room, CancellationToken Cancel)
{
    internal Task Write<T>(ReadOnlyMemory<T> values) where T : struct => Group.WriteAllPartsAsync(Field, values, Levels, null, Cancel);
}
