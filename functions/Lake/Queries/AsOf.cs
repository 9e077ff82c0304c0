using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Lake.Queries;

/// <summary>The lake as it was known at a whole hour, without what was received later.</summary>
/// <param name="Worsened">A file of timeliness rows with the state of running clocks at that hour; null if there are none.</param>
public sealed record AsOf(DateTimeOffset Hour, string? Worsened)
{
    /// <summary>The tables from which the current tables of a past hour are computed.</summary>
    public static IReadOnlyList<LakeTable> Read { get; } = [LakeTables.Notifications, LakeTables.Timeliness];

    /// <summary>The tables whose files are needed for this one at a past hour.</summary>
    internal static IReadOnlyList<LakeTable> ReadFor(LakeTable table) =>
        LakeTables.IsCurrent(table) ? [LakeTables.CurrentNotifications, LakeTables.CurrentTimeliness, .. Read]
        : table == LakeTables.Rejects ? [table, LakeTables.Files] : [table];

    internal const string WorsenedTable = "worsened_as_of", ChangedTable = "changed_since";

    internal string Moment => Sql.Moment(Hour);
}
