using System.Text;
using FrontDoor.Domain;
using FrontDoor.Lake;
using NodaTime;

namespace FrontDoor.Stages;

/// <summary>The row of timeliness that says what stands of such a record, as it was last judged.</summary>
/// <param name="Cells">Every column of the table, in its order.</param>
/// <param name="Running">The same while its clock runs; null when something has stopped it.</param>
sealed record LoosenedRow(object?[] Cells, RunningRow? Running)
{
    static readonly int s_status = At("status"), s_severity = At("severity"), s_aloneStatus = At("alone_status"), s_aloneSeverity = At("alone_severity"),
        s_explanation = At("explanation"), s_asOf = At("as_of"), s_overdueFrom = At("overdue_from");

    /// <summary>What is read: what a running row is made of, then every column.</summary>
    public static string Columns { get; } = $"{RunningRow.Columns}, {string.Join(", ", LakeTables.Timeliness.Columns.Select(column => $"judged.{column.Name}"))}";

    public string Key => Text("notification_key");
    public int RecordVersion => (int)Cells[At("record_version")]!;
    public (TimeStatus Status, Severity Severity) Stands => Result(Cells[s_status], Cells[s_severity]);
    public (TimeStatus Status, Severity Severity) Alone => Result(Cells[s_aloneStatus], Cells[s_aloneSeverity]);

    public static LoosenedRow Of(object?[] read, Feed feed)
    {
        var cells = read[^LakeTables.Timeliness.Columns.Count..];
        return new LoosenedRow(cells, cells[s_overdueFrom] is null ? null : RunningRow.Of(read[..^cells.Length], feed));
    }

    public LoosenedRecord Record => new(
        Key, RecordVersion, $"{Text("agency")}/{Text("feed")}", Text("sender"), Text("clock"),
        Text("status"), Text("severity"), Text("alone_status"), Text("alone_severity"), (DateTimeOffset)Cells[s_asOf]!);

    /// <summary>How grave the version alone is by then, if its clock has run past its limit.</summary>
    public Severity OverdueAt(Instant hour) => Running?.Running.SeverityAt(hour) ?? Severity.None;

    /// <summary>Later than every row of the version: of two as of one hour neither would hold.</summary>
    public Instant DecidedFrom(Instant hour) => Instant.Max(hour, Instant.FromDateTimeOffset((DateTimeOffset)Cells[s_asOf]!) + Duration.FromHours(1));

    /// <summary>The row that says how it stands once that is decided.</summary>
    public void Write(Batch row, bool isAccepted, Instant from)
    {
        var text = new byte[Clock.ExplanationLength];
        if (isAccepted && OverdueAt(from) is > Severity.None and var severity)
        {
            Running!.Write(row, from, severity, text, Loosening.Accepted);
            return;
        }
        for (var column = 0; column < Cells.Length; column++)
            if (column != s_status && column != s_severity && column != s_aloneStatus && column != s_aloneSeverity && column != s_explanation && column != s_asOf)
                LakeFiles.CarryOver(row, column, Cells[column]);
        var kept = Encoding.UTF8.GetBytes((string)Cells[s_explanation]!);
        var (status, grade) = isAccepted ? Alone : Stands;
        row.Text(s_status, TimeWords.Of(status));
        row.Text(s_severity, TimeWords.Of(grade));
        row.Text(s_explanation, isAccepted ? text.AsSpan(0, Loosening.Accept(kept, Stands, Alone, text)) : [.. kept, .. Loosening.Refused]);
        row.Instant(s_asOf, Origin.Microseconds(from));
    }

    static int At(string column) => LakeTables.Timeliness[column];

    string Text(string column) => (string)Cells[At(column)]!;

    static (TimeStatus, Severity) Result(object? status, object? severity) => (TimeWords.StatusOf((string)status!), TimeWords.SeverityOf((string)severity!));
}
