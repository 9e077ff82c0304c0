namespace FrontDoor.Lake.Tables;

/// <summary>One row per record: its newest version.</summary>
public sealed class CurrentNotificationsTable() : NotificationsTable("current_notifications", "record, as it stands now",
    "The newest version of each record, with the columns of notifications. Ask this table unless you want to know what was said before.");

/// <summary>One row per record and clock: of the newest version, as it was judged last.</summary>
public sealed class CurrentTimelinessTable() : TimelinessTable("current_timeliness", "record and clock, as they stand now",
    "How each clock of each record stands by its newest version, with the columns of timeliness. Count on this table: in timeliness a "
        + "record has a row for every version.");
