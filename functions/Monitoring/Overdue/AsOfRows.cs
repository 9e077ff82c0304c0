using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;
using FrontDoor.Lake.Writing;
using FrontDoor.Storage.Publishing;
using FrontDoor.Storage.Queries;
using NodaTime;

namespace FrontDoor.Monitoring.Overdue;

/// <summary>The state of running clocks at a past hour, whether or not a check found it: rows for queries, which are not written to the
/// lake.</summary>
public static class AsOfRows
{
    /// <summary>Writes them to a file of the table timeliness; null if there are none.</summary>
    public static string? Write(Engine engine, string lakeFolder, Contracts contracts, DateTimeOffset asOf, string path,
        CancellationToken cancel)
    {
        var (hour, text) = (Instant.FromDateTimeOffset(asOf), new byte[Clock.ExplanationLength]);
        using var table = new TableWriter<TimelinessTable>(() => new(), path, cancel);
        foreach (var feed in contracts.Feeds.Where(RunningRow.MayBeOf))
        {
            var (notifications, timeliness) = (Known(LakeTables.Notifications, feed.Id), Known(LakeTables.Timeliness, feed.Id));
            var rows = new CurrentRecords(engine, feed,
                LakeView.Current(LakeTables.CurrentTimeliness.Name, notifications, timeliness),
                    LakeView.Current(LakeTables.CurrentNotifications.Name, notifications, timeliness));
            foreach (var row in rows.Running(null, cancel))
            {
                if (row.OverdueAt(hour) is not { } severity) continue;
                row.Write(table.Row, hour, severity, text);
                table.EndRow();
            }
        }
        return table.Complete();

        string Known(LakeTable of, FeedId feed) =>
            $"SELECT * FROM ({LakeView.Of(of, Files(lakeFolder, of, feed))}) WHERE as_of < TIMESTAMPTZ '{hour}'";
    }

    static List<string> Files(string lakeFolder, LakeTable table, FeedId feed)
    {
        var folder = Path.Combine([lakeFolder, .. LakePath.Folder(table.Name, feed).Split('/', StringSplitOptions.RemoveEmptyEntries)]);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
    }
}
