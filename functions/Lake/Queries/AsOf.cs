using FrontDoor.Lake.DuckDb;
using FrontDoor.Lake.Tables;

namespace FrontDoor.Lake.Queries;

/// <summary>The lake as it was known at a whole hour: what was received later is not there.</summary>
/// <param name="Worsened">A file of timeliness rows that say what running clocks had come to by then; null when there are none.</param>
public sealed record AsOf(DateTimeOffset Hour, string? Worsened)
{
    /// <summary>From which the current tables are made for a past hour.</summary>
    public static IReadOnlyList<LakeTable> Read { get; } = [LakeTables.Notifications, LakeTables.Timeliness];

    /// <summary>The tables whose files say how this one was at a past hour.</summary>
    internal static IReadOnlyList<LakeTable> ReadFor(LakeTable table) =>
        table == LakeTables.CurrentNotifications || table == LakeTables.CurrentTimeliness ? [table, .. Read]
        : table == LakeTables.Rejects ? [table, LakeTables.Files] : [table];

    internal const string WorsenedTable = "worsened_as_of";

    internal string Moment => Sql.Moment(Hour);
}
