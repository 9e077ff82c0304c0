namespace FrontDoor.Lake.Tables;

/// <summary>One row per record: its newest version.</summary>
public sealed class CurrentNotificationsTable() : NotificationsTable("current_notifications", "record, in its current version",
    "The newest version of each record, with the columns of notifications. Query this table unless you need earlier versions.");

/// <summary>One row per record and clock: the last result of the newest version.</summary>
public sealed class CurrentTimelinessTable() : TimelinessTable("current_timeliness", "record and clock, in their current state",
    "The result of each clock by the newest version of the record, with the columns of timeliness. Count in this table: in timeliness a "
        + "record has a row for every version.");
