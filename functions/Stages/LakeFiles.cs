using System.Text;
using FrontDoor.Domain;
using FrontDoor.Lake;
using NodaTime;

namespace FrontDoor.Stages;

/// <summary>What the lake holds of a feed, read back to be judged again.</summary>
static class LakeFiles
{
    /// <summary>A feed's files of one table, local, for <see cref="LakeView.Of"/>.</summary>
    public static Task<List<string>> Fetch(IStore store, FeedId feed, LakeTable table, string scratch, CancellationToken cancel) =>
        FetchAll.Below(store, Containers.Lake, $"{table.Name}/agency={feed.Agency}/feed={feed.Name}/", item => item.Path.EndsWith(".parquet", StringComparison.Ordinal), scratch, cancel);

    /// <summary>Writes a cell that was read as it was.</summary>
    public static void CarryOver(Batch row, int target, object? cell)
    {
        switch (cell)
        {
            case string value: row.Text(target, Encoding.UTF8.GetBytes(value)); break;
            case int value: row.Integer(target, value); break;
            case DateOnly value: row.Date(target, DayNumber.Of(value)); break;
            case DateTimeOffset value: row.Instant(target, Origin.Microseconds(Instant.FromDateTimeOffset(value))); break;
            case double value: row.Double(target, value); break;
            case null: break;
            case var other: throw new InvalidOperationException($"No way to carry over a {other.GetType()}.");
        }
    }
}
