using FrontDoor.Domain.Clocks;

namespace FrontDoor.Lake.Tables;

/// <summary>One row per acknowledged alert: how long it took.</summary>
public sealed class AcknowledgementsTable() : LakeTable("acknowledgements", "alert that someone acknowledged",
    "How long it took from raising the alert until someone acknowledged it. Who did, and why, is only in "
    + "`restricted/alerts`. An alert is over with the row of notices whose `about` names it and whose kind is resolved.")
{
    public TextColumn NoticeId { get; } = new("notice_id", "the alert, as in notices");
    public TextColumn Agency { get; } = CommonColumns.Agency();
    public TextColumn Feed { get; } = CommonColumns.Feed();
    public TextColumn Sender { get; } = CommonColumns.Sender();
    public TextColumn LaCode { get; } = new("la_code", "the council, where everything in the alert is of one council");
    public TextColumn Kind { get; } = new("kind", "late, overdue, backlog, silence or bunch");
    public TextColumn Severity { get; } = new("severity", "the severity of the alert", TimeWords.Severities);
    public InstantColumn RaisedAt { get; } = new("raised_at", "when it was raised; to the hour");
    public InstantColumn AcknowledgedAt { get; } = new("acknowledged_at",
        "when someone first acknowledged it, or closed it; to the hour");
    public HoursColumn AfterHours { get; } = new("after_hours",
        "from raised_at to then, clock hours: up to an hour too long, never too short");
    public HoursColumn AfterWorkingHours { get; } = new("after_working_hours",
        "the same in the working hours of the council, or of councils that gave none");
}
