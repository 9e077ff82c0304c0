using FrontDoor.Domain.Clocks;

namespace FrontDoor.Lake.Tables;

/// <summary>One row per alert raised.</summary>
public sealed class NoticesTable() : LakeTable("notices", "alert raised",
    "Every alert, with the words that were sent.")
{
    public TextColumn NoticeId { get; } = new("notice_id",
        "the alert; the same facts always make the same id, and it is the MessageId on Service Bus");
    public TextColumn Kind { get; } = new("kind",
        "late, overdue, file-summary, backlog; of a feed's health silence, bunch, backlog; about another alert resolved when it is "
        + "over, escalated when no one acknowledged it");
    public TextColumn Agency { get; } = CommonColumns.Agency();
    public TextColumn Feed { get; } = CommonColumns.Feed();
    public TextColumn Sender { get; } = CommonColumns.Sender();
    public TextColumn Severity { get; } = new("severity", "how severe the alert is", TimeWords.Severities);
    public TextColumn SubjectKey { get; } = new("subject_key", "the notification_key it is about; null where it is about many");
    public InstantColumn RaisedAt { get; } = new("raised_at", "taken from the receipt, not from the clock on the wall; to the hour");
    public HoursColumn WorstHours { get; } = new("worst_hours", "the longest lateness it reports, from event to receipt");
    public IntegerColumn Count { get; } = new("count", "how many notifications it is about");
    public TextColumn Text { get; } = new("text", "the words sent; no name, reference or address");
    public TextColumn LaCode { get; } = new("la_code", "the council, where everything in it is of one council");
    public TextColumn Clock { get; } = new("clock", "the clock of the record it is about; null where it is about many, or about none");
    public TextColumn About { get; } = new("about",
        "the notice_id of the alert that is resolved or escalated; null for an alert itself");
}
