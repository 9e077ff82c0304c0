namespace FrontDoor.Lake.Tables;

/// <summary>The tables that analysts query, for their declarations. A writer of rows makes its own instance.</summary>
public static class LakeTables
{
    public static FilesTable Files { get; } = new();

    public static NotificationsTable Notifications { get; } = new();

    public static TimelinessTable Timeliness { get; } = new();

    public static CurrentNotificationsTable CurrentNotifications { get; } = new();

    public static CurrentTimelinessTable CurrentTimeliness { get; } = new();

    /// <summary>Whether it has each record once, as it stands; its months are those that first brought a record.</summary>
    public static bool IsCurrent(LakeTable table) => table == CurrentNotifications || table == CurrentTimeliness;

    public static RejectsTable Rejects { get; } = new();

    public static NoticesTable Notices { get; } = new();

    public static AcknowledgementsTable Acknowledgements { get; } = new();

    public static FeedHealthTable FeedHealth { get; } = new();

    public static IReadOnlyList<LakeTable> All { get; } =
        [Files, Notifications, Timeliness, CurrentNotifications, CurrentTimeliness, Rejects, Notices, Acknowledgements, FeedHealth];
}
