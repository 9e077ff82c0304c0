using FrontDoor.Domain;
using FrontDoor.Lake;
using NodaTime;

namespace FrontDoor.Stages;

/// <summary>What the lake holds already of the health of one feed and sender: rows, and notices.</summary>
sealed class HeldHealth(Engine engine, FeedId feed, string sender, IReadOnlyDictionary<string, List<string>> tables)
{
    /// <summary>By day, every revision.</summary>
    public ILookup<int, (HealthRow Row, int Revision)> Rows(CancellationToken cancel) =>
        Ask(LakeTables.FeedHealth, HealthRow.Columns, cancel).Select(HealthRow.Read).ToLookup(one => one.Row.Day);

    public IReadOnlySet<string> Notices(CancellationToken cancel) =>
        Ask(LakeTables.Notices, "notice_id", cancel).Select(cells => (string)cells[0]!).ToHashSet();

    /// <summary>Days on which a backlog was told of, by a file or by a watch, and by which alert first.</summary>
    public IReadOnlyDictionary<int, string> Backlogs(DueDays due, CancellationToken cancel) =>
        Ask(LakeTables.Notices, "raised_at, kind, notice_id", cancel).Where(cells => (string)cells[1]! == "backlog")
            .GroupBy(cells => due.DayOf(Instant.FromDateTimeOffset((DateTimeOffset)cells[0]!)))
            .ToDictionary(day => day.Key, day => day.MinBy(cells => ((DateTimeOffset)cells[0]!, (string)cells[2]!))![2] as string ?? "");

    List<object?[]> Ask(LakeTable table, string columns, CancellationToken cancel)
    {
        using var connection = engine.Open();
        using var result = connection.Run($"SELECT {columns} FROM ({LakeView.Of(table, tables[table.Name])}) WHERE agency = '{feed.Agency}' AND feed = '{feed.Name}' AND sender = '{sender}'", cancel);
        return [.. result.Rows];
    }
}
