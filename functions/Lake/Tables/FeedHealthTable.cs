using FrontDoor.Domain.FeedHealth;

namespace FrontDoor.Lake.Tables;

/// <summary>One row per feed, sender and day, and one more when the day's figures have settled: the state of the feed.</summary>
public sealed class FeedHealthTable() : LakeTable("feed_health", "feed, sender and day, and one more when its figures have settled",
    "The state of the feed when the day was over, by what was received until then; feed-health.md says what each state means. Of "
    + "one day, the highest revision is current.")
{
    public TextColumn Agency { get; } = CommonColumns.Agency();
    public TextColumn Feed { get; } = CommonColumns.Feed();
    public TextColumn Sender { get; } = CommonColumns.Sender();
    public DateColumn Day { get; } = new("day", "London day; it ends, and the next begins, when its file is overdue");
    public IntegerColumn Revision { get; } = new("revision",
        "1 when the day is over, higher when its figures have settled or what was received in time was dealt with late; the "
        + "highest holds");
    public InstantColumn AsOf { get; } = new("as_of", "the moment it describes: the end of the day, or of the 28th day after it");
    public TextColumn State { get; } = new("state",
        "the most severe state of the day; feed-health.md says what each means",
        HealthReasons.States);
    public TextColumn Reasons { get; } = new("reasons", "codes of feed-health.md, ';' between; null where there are none");
    public TextColumn Incident { get; } = new("incident",
        "joins the days of one incident: agency/feed/sender/its first day; null outside one");
    public BooleanColumn Provisional { get; } = new("provisional", "true until 28 days after: events may still grow");
    public BooleanColumn Due { get; } = new("due", "whether a file was due that day");
    public IntegerColumn Files { get; } = new("files", "files taken, nil returns among them");
    public IntegerColumn NilReturns { get; } = new("nil_returns", "files with a header and no rows");
    public IntegerColumn RefusedFiles { get; } = new("refused_files", "files refused");
    public IntegerColumn RowsIn { get; } = new("rows_in", "records in the files taken");
    public IntegerColumn DefectiveRows { get; } = new("defective_rows", "of these, those with any defect");
    public IntegerColumn Received { get; } = new("received", "records first received this day");
    public DoubleColumn UsualReceived { get; } = new("usual_received",
        "how many are usual for that weekday; null until four comparable weeks are known");
    public IntegerColumn OldReceived { get; } = new("old_received",
        "of received, those that came four days or more after their event");
    public HoursColumn MedianDelayHours { get; } = new("median_delay_hours", "from event to receipt, of those received this day");
    public HoursColumn MaxDelayHours { get; } = new("max_delay_hours", "the longest of these");
    public DateColumn OldestEvent { get; } = new("oldest_event", "the earliest day of an event among them, within 400 days");
    public IntegerColumn Events { get; } = new("events", "records that tell of events of this day, as far as they are known");
}
