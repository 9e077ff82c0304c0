using FrontDoor.Domain.Feeds;

namespace FrontDoor.Lake.Tables;

/// <summary>Columns with the same meaning in several tables.</summary>
public static class CommonColumns
{
    /// <summary>The text for a code that no list has, and for an unknown council.</summary>
    public const string Unmapped = "unmapped";

    public static TextColumn Agency() => new("agency", "the kind of partner it came from", FeedId.Agencies);
    public static TextColumn Feed() => new("feed", "the feed's name within its agency; agency/feed is the contract's id");
    public static TextColumn Sender() => new("sender", "the organisation that sent it, by its id in the contract");
    public static TextColumn FileId() => new("file_id", "the arrival, as in files");
    public static IntegerColumn Line() => new("line",
        "where the record starts in its part, from 1: the physical line of a text or the row of a sheet. For a format without lines, "
        + "the record's number");
    public static IntegerColumn Part() => new("part",
        "which sheet of a workbook or file of an archive, from 1; 1 for a file of one table");
    public static IntegerColumn KeyVersion() => new("key_version",
        "which pseudonym key made the keys of this row; keys of two versions cannot be joined");
    public static TextColumn NotificationKey() => new("notification_key",
        "the record, by a keyed pseudonym of its reference and child");
    public static IntegerColumn RecordVersion() => new("record_version", "our count of the record's versions, from 1");
    public static IntegerColumn RecordMonth() => new("record_month",
        "the month, yyyymm in UTC, of the receipt that first brought the record here; it never moves, and names the file of the "
        + "current tables that holds the record");
    public static InstantColumn AsOf() => new("as_of",
        "the moment it describes, to the hour: the receipt of the latest content it is based on");
}
