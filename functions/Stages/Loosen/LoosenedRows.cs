using FrontDoor.Domain;
using FrontDoor.Lake;

namespace FrontDoor.Stages;

/// <summary>The records of a feed whose newest version would loosen what stands, undecided, found in the lake's files.</summary>
/// <param name="timeliness">Local files of the table; of notifications likewise.</param>
sealed class LoosenedRows(Engine engine, Feed feed, IReadOnlyCollection<string> timeliness, IReadOnlyCollection<string> notifications)
{
    /// <param name="key">Null: of every record.</param>
    public IEnumerable<LoosenedRow> Find(string? key, CancellationToken cancel)
    {
        var known = $"agency = '{feed.Id.Agency}' AND feed = '{feed.Id.Name}'" // ids of contracts: letters, digits and hyphens
            + (key is null ? "" : $" AND notification_key = '{key}'"); // 32 hex digits
        using var connection = engine.Open();
        using var result = connection.Run($"""
            WITH rows_known AS (SELECT * FROM ({LakeView.Of(LakeTables.Timeliness, timeliness)}) WHERE {known}),
            loosened AS (SELECT DISTINCT notification_key FROM rows_known WHERE alone_status IS NOT NULL),
            version AS (SELECT notification_key, record_version, risk_grade FROM ({LakeView.Of(LakeTables.Notifications, notifications)}) SEMI JOIN loosened USING (notification_key)
                        WHERE {known} QUALIFY row_number() OVER (PARTITION BY notification_key ORDER BY record_version DESC) = 1),
            judged AS (SELECT * FROM rows_known SEMI JOIN version USING (notification_key, record_version)
                       QUALIFY row_number() OVER (PARTITION BY notification_key, clock ORDER BY as_of DESC) = 1)
            SELECT {LoosenedRow.Columns} FROM judged JOIN version USING (notification_key, record_version)
            WHERE judged.alone_status IS NOT NULL
            ORDER BY judged.as_of, judged.notification_key
            """, cancel);
        foreach (var read in result.Rows) yield return LoosenedRow.Of(read, feed);
    }
}
