using FrontDoor.Domain;
using FrontDoor.Lake;
using NodaTime;

namespace FrontDoor.Stages;

/// <summary>The clocks of a feed that still run, found in the lake's files: all that is needed is there, to the hour.</summary>
/// <param name="timeliness">Local files of the table; of notifications likewise.</param>
sealed class RunningRows(Engine engine, Feed feed, IReadOnlyCollection<string> timeliness, IReadOnlyCollection<string> notifications)
{
    /// <summary>Each clock that runs for a record not cancelled, by key and clock.</summary>
    /// <param name="sender">Null: of every sender.</param>
    /// <param name="before">What was not known before this hour does not count. Null: all counts.</param>
    public IEnumerable<RunningRow> Find(string? sender, Instant? before, CancellationToken cancel)
    {
        var known = $"agency = '{feed.Id.Agency}' AND feed = '{feed.Id.Name}'" // ids of contracts: letters, digits and hyphens
            + (sender is null ? "" : $" AND sender = '{sender}'")
            + (before is { } moment ? $" AND as_of < TIMESTAMPTZ '{moment}'" : "");
        using var connection = engine.Open();
        using var result = connection.Run($"""
            WITH rows_known AS (SELECT * FROM ({LakeView.Of(LakeTables.Timeliness, timeliness)}) WHERE {known}),
            running AS (SELECT DISTINCT notification_key FROM rows_known WHERE overdue_from IS NOT NULL),
            version AS (SELECT notification_key, record_version, status, risk_grade FROM ({LakeView.Of(LakeTables.Notifications, notifications)}) SEMI JOIN running USING (notification_key)
                        WHERE {known} QUALIFY row_number() OVER (PARTITION BY notification_key ORDER BY record_version DESC) = 1),
            judged AS (SELECT * FROM rows_known SEMI JOIN version USING (notification_key, record_version)
                       QUALIFY row_number() OVER (PARTITION BY notification_key, clock ORDER BY as_of DESC) = 1)
            SELECT {RunningRow.Columns} FROM judged JOIN version USING (notification_key, record_version)
            WHERE overdue_from IS NOT NULL AND judged.status IN ('open', 'possibly_late', 'overdue') AND version.status IS DISTINCT FROM 'cancelled'
            ORDER BY judged.notification_key, judged.clock
            """, cancel);
        foreach (var cells in result.Rows)
            if (RunningRow.Of(cells, feed) is { } row)
                yield return row;
    }

    /// <summary>Whether the feed has a clock that anything but receipt stops.</summary>
    public static bool MayRun(Feed feed) => feed.Clocks.Any(clock => clock.Stop.Length > 0);
}
