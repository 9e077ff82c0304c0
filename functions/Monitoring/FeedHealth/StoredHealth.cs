using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.FeedHealth;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Queries;
using NodaTime;

namespace FrontDoor.Monitoring.FeedHealth;

/// <summary>The stored rows and notices about the health of one feed and sender.</summary>
sealed class StoredHealth(SenderTables rows)
{
    /// <summary>Every revision, by day.</summary>
    public ILookup<int, (HealthRow Row, int Revision)> Rows(CancellationToken cancel) =>
        Ask(LakeTables.FeedHealth, HealthRow.Columns, cancel).Select(HealthRow.Read).ToLookup(one => one.Row.Day);

    public IReadOnlySet<string> Notices(CancellationToken cancel) =>
        Ask(LakeTables.Notices, "notice_id", cancel).Select(cells => (string)cells[0]!).ToHashSet();

    /// <summary>Days on which a file or a check reported a backlog, and the first alert about it.</summary>
    public IReadOnlyDictionary<int, string> Backlogs(DueDays due, CancellationToken cancel) =>
        Ask(LakeTables.Notices, "raised_at, kind, notice_id", cancel).Where(cells => (string)cells[1]! == AlertKind.Backlog.Word())
            .GroupBy(cells => due.DayOf(Instant.FromDateTimeOffset((DateTimeOffset)cells[0]!)))
            .ToDictionary(day => day.Key, day => day.MinBy(cells => ((DateTimeOffset)cells[0]!, (string)cells[2]!))![2] as string ?? "");

    /// <summary>Counts the alerts about single records raised from that day on, by files and overdue clocks.</summary>
    public int Singles(DueDays due, int from, CancellationToken cancel) =>
        Ask(LakeTables.Notices, "raised_at", cancel,
            $"kind IN ('{AlertKind.Late.Word()}', '{AlertKind.Overdue.Word()}') AND subject_key IS NOT NULL")
            .Count(cells => due.DayOf(Instant.FromDateTimeOffset((DateTimeOffset)cells[0]!)) >= from);

    IEnumerable<object?[]> Ask(LakeTable table, string columns, CancellationToken cancel, string where = "true") =>
        rows.Ask($"SELECT {columns} FROM {rows.Of(table)} WHERE {where}", cancel);
}
