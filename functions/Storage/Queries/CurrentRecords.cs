using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Queries;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.Publishing;

namespace FrontDoor.Storage.Queries;

/// <summary>The current state of a feed's records from the lake's own files: the newest version of each, and the latest row of each of
/// its clocks, to the hour.</summary>
/// <param name="timeliness">The rows of current_timeliness as a query; the other parameter has those of current_notifications.</param>
public sealed class CurrentRecords(Engine engine, Feed feed, string timeliness, string notifications)
{
    public static async Task<CurrentRecords> Fetch(IStore store, Feed feed, Engine engine, string scratch, CancellationToken cancel)
    {
        return new(engine, feed, await Rows(LakeTables.CurrentTimeliness), await Rows(LakeTables.CurrentNotifications));

        async Task<string> Rows(LakeTable table) => LakeView.Of(table, await LakeFiles.Fetch(store, feed.Id, table, scratch, cancel));
    }

    /// <summary>Each clock that still runs for a record that is not cancelled, by key and clock.</summary>
    /// <param name="sender">Null for every sender.</param>
    public IEnumerable<RunningRow> Running(string? sender, CancellationToken cancel) =>
        from cells in Find(sender is null ? "" : $" AND sender = '{sender}'", "overdue_from",
        RunningRow.Columns, "AND judged.status IN ('open', 'possibly_late', 'overdue') AND version.status IS DISTINCT FROM 'cancelled' "
            + "ORDER BY judged.notification_key, judged.clock", cancel)
        let row = RunningRow.Of(cells, feed)
        where row is not null
        select row;

    /// <summary>Each record whose newest version would relax the current result, without a decision, the longest first.</summary>
    /// <param name="key">32 hex digits; null for every record.</param>
    public IEnumerable<PendingCorrectionRow> PendingCorrections(string? key, CancellationToken cancel) =>
        Find(key is null ? "" : $" AND notification_key = '{key}'", "proposed_status", PendingCorrectionRow.Columns,
        "ORDER BY judged.as_of, judged.notification_key", cancel)
            .Select(read => PendingCorrectionRow.Of(read, feed));

    /// <param name="known">A further condition on the rows, from " AND" on.</param>
    /// <param name="mark">The column that is null in rows to leave out.</param>
    IEnumerable<object?[]> Find(string known, string mark, string columns, string ending, CancellationToken cancel)
    {
        known = $"agency = '{feed.Id.Agency}' AND feed = '{feed.Id.Name}'{known}"; // ids of contracts: letters, digits and hyphens
        using var connection = engine.Open();
        using var result = connection.Run($"""
            SELECT {columns} FROM (SELECT * FROM ({timeliness}) WHERE {known} AND {mark} IS NOT NULL) judged
            JOIN (SELECT notification_key, record_version, status, risk_grade, child_key, la_code FROM ({notifications}) WHERE {known})
                version USING (notification_key, record_version)
            WHERE true {ending}
            """, cancel);
        foreach (var cells in result.Rows) yield return cells;
    }
}
