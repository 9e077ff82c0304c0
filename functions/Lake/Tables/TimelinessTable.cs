using FrontDoor.Domain.Clocks;

namespace FrontDoor.Lake.Tables;

/// <summary>One row per version of a record and clock, and one more each time a running clock gets worse: the lateness and its
/// reason.</summary>
public class TimelinessTable : LakeTable
{
    public TimelinessTable() : base("timeliness", "version of a record and clock",
        "How long it took from the event to the council, against which limit, and why that is the result. A running clock has"
        + " another row of the same version each time it becomes overdue or more severe. A version that would relax the clock "
        + "has one more row after the decision. Of one version, the row with the latest as_of is current.")
    {
    }

    /// <summary>Used by a table with the same columns.</summary>
    protected TimelinessTable(string name, string rowPer, string meaning) : base(name, rowPer, meaning)
    {
    }

    public TextColumn NotificationKey { get; } = CommonColumns.NotificationKey();
    public IntegerColumn RecordVersion { get; } = CommonColumns.RecordVersion();
    public IntegerColumn RecordMonth { get; } = CommonColumns.RecordMonth();
    public IntegerColumn KeyVersion { get; } = CommonColumns.KeyVersion();
    public TextColumn Agency { get; } = CommonColumns.Agency();
    public TextColumn Feed { get; } = CommonColumns.Feed();
    public TextColumn Sender { get; } = CommonColumns.Sender();
    public TextColumn Clock { get; } = new("clock", "which clock; every feed has one named sharing");
    public TextColumn Edition { get; } = new("edition", "the clock's edition, by the day on which the version was received");
    public TextColumn StartedBasis { get; } = new("started_basis",
        "what started it, for instance incident_end or reported; null where nothing did");
    public TextColumn StoppedBasis { get; } = new("stopped_basis", "what stopped it: first_receipt");
    public DateColumn StartedOn { get; } = new("started_on", "London day it started");
    public DateColumn StoppedOn { get; } = new("stopped_on", "London day it stopped");
    public InstantColumn DueAt { get; } = new("due_at", "when it should have been here, to the hour");
    public HoursColumn ElapsedHours { get; } = new("elapsed_hours",
        "the longest it may have taken; one number with elapsed_hours_min where the times are exact");
    public HoursColumn ElapsedHoursMin { get; } = new("elapsed_hours_min", "the shortest it may have taken");
    public IntegerColumn ElapsedWorkingDays { get; } = new("elapsed_working_days",
        "working days after the day of start; null outside the calendar");
    public TextColumn LimitText { get; } = new("limit_text", "the limit in words");
    public TextColumn Status { get; } = new("status",
        "the result of the clock; late only when certain",
        TimeWords.Statuses);
    public TextColumn Severity { get; } = new("severity", "how severe a certain lateness is; none unless late", TimeWords.Severities);
    public HoursColumn LateByHours { get; } = new("late_by_hours", "the least by which it was late; null unless late");
    public TextColumn Explanation { get; } = new("explanation", "the result in a sentence, without an exact time");
    public InstantColumn ReceivedAt { get; } = new("received_at", "when the record first arrived, to the hour");
    public TextColumn FileId { get; } = CommonColumns.FileId();
    public IntegerColumn Line { get; } = CommonColumns.Line();
    public IntegerColumn Part { get; } = CommonColumns.Part();
    public InstantColumn AsOf { get; } = new("as_of",
        "when it was judged, to the hour. At the receipt of the version, or later: when a running clock became overdue or more "
        + "severe, or when an operator decided about a correction");
    public InstantColumn ElapsedFrom { get; } = new("elapsed_from",
        "of a clock that runs: at a later whole hour T, elapsed_hours are those from here to T");
    public InstantColumn ElapsedMinFrom { get; } = new("elapsed_min_from", "the same for elapsed_hours_min");
    public InstantColumn OverdueFrom { get; } = new("overdue_from",
        "of a clock that runs: the first whole hour at which it is certainly overdue");
    public HoursColumn WrittenAfterHours { get; } = new("written_after_hours",
        "hours from the start to the writing of the notification, to one decimal: the officer's time. Null unless both are known "
        + "to the minute and in order");
    public HoursColumn ReviewedAfterHours { get; } = new("reviewed_after_hours", "hours from there to its review");
    public HoursColumn SentAfterHours { get; } = new("sent_after_hours",
        "hours from there to its sharing; with the review, the time of the sender's hub");
    public HoursColumn ArrivedAfterHours { get; } = new("arrived_after_hours",
        "hours from there to first receipt: the time of the transport");
    public TextColumn ProposedStatus { get; } = new("proposed_status",
        "the result of the first clock by this version only. Set while an earlier version's stricter result applies "
        + "(TIME_LOOSENED) and no one has decided; else null",
        TimeWords.Statuses);
    public TextColumn ProposedSeverity { get; } = new("proposed_severity", "the same of severity", TimeWords.Severities);
    public TextColumn OfficeHours { get; } = new("office_hours",
        "whether the clock started while the council's team was open, by its own hours and the bank holidays. Only for decisions on "
        + "contacts; null where only the day is known",
        ["in", "out"]);
}
