using System.Text;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Arrivals;
using NodaTime;

namespace FrontDoor.Storage.Queries;

/// <summary>The latest row of timeliness of such a record.</summary>
/// <param name="Cells">Every column of the table, by its name.</param>
/// <param name="Running">The running clock; null if something has stopped it.</param>
public sealed record PendingCorrectionRow(IReadOnlyDictionary<string, object?> Cells, RunningRow? Running)
{
    /// <summary>The columns to read: those of a running row, then every column.</summary>
    public static string Columns { get; } =
        $"{RunningRow.Columns}, {string.Join(", ", LakeTables.Timeliness.Columns.Select(column => $"judged.{column.Name}"))}";

    public string Key => Text("notification_key");
    public int RecordVersion => (int)Cells["record_version"]!;
    public (TimeStatus Status, Severity Severity) Stands => Result("status", "severity");
    public (TimeStatus Status, Severity Severity) Alone => Result("proposed_status", "proposed_severity");

    public static PendingCorrectionRow Of(object?[] read, Feed feed)
    {
        var columns = LakeTables.Timeliness.Columns;
        var cells = columns.Zip(read[^columns.Count..]).ToDictionary(one => one.First.Name, one => one.Second);
        return new PendingCorrectionRow(cells, cells["overdue_from"] is null ? null : RunningRow.Of(read[..^columns.Count], feed));
    }

    public PendingCorrection Record => new(
        Key, RecordVersion, $"{Text("agency")}/{Text("feed")}", Text("sender"), Text("clock"),
        Text("status"), Text("severity"), Text("proposed_status"), Text("proposed_severity"), (DateTimeOffset)Cells["as_of"]!);

    /// <summary>The severity of the version by itself at that time, if its clock is past its limit.</summary>
    public Severity OverdueAt(Instant hour) => Running?.Running.SeverityAt(hour) ?? Severity.None;

    /// <summary>A time later than every row of the version, because two rows with one as_of would leave the current one open.</summary>
    public Instant DecidedFrom(Instant hour) =>
        Instant.Max(hour, Instant.FromDateTimeOffset((DateTimeOffset)Cells["as_of"]!) + Duration.FromHours(1));

    /// <summary>The row of the record after the decision.</summary>
    public void Write(TimelinessTable row, bool isAccepted, Instant from)
    {
        var text = new byte[Clock.ExplanationLength];
        if (isAccepted && OverdueAt(from) is > Severity.None and var severity)
        {
            Running!.Write(row, from, severity, text, CorrectionNotes.Accepted);
            return;
        }
        var kept = Encoding.UTF8.GetBytes(Text("explanation"));
        var (status, grade) = isAccepted ? Alone : Stands;
        foreach (var column in row.Columns.Except([row.ProposedStatus, row.ProposedSeverity]))
            column.Copy(Cells[column.Name]);
        row.Status.Code((int)status);
        row.Severity.Code((int)grade);
        row.Explanation.Set(isAccepted ? text.AsSpan(0, CorrectionNotes.Accept(kept, Stands, Alone, text))
            : [.. kept, .. CorrectionNotes.Refused]);
        row.AsOf.SetMicroseconds(ArrivalContext.Microseconds(from));
    }

    string Text(string column) => (string)Cells[column]!;

    (TimeStatus, Severity) Result(string status, string severity) =>
        (TimeWords.StatusOf(Text(status)), TimeWords.SeverityOf(Text(severity)));
}
