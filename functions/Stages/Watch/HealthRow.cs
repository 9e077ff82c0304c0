using System.Text;
using FrontDoor.Domain;
using FrontDoor.Lake;
using NodaTime;

namespace FrontDoor.Stages;

/// <summary>A row of feed_health but for where and when: what it says of a day. Two that are equal say the same.</summary>
sealed record HealthRow
{
    /// <summary>The columns in the order <see cref="Read"/> takes them.</summary>
    public const string Columns = "day, revision, provisional, state, reasons, incident, due, files, nil_returns, refused_files, rows_in, defective_rows, received, usual_received, old_received, median_delay_hours, max_delay_hours, oldest_event, events";

    public required int Day { get; init; }
    public required bool Provisional { get; init; }
    public required string State { get; init; }
    public required string? Reasons { get; init; }

    /// <summary>agency/feed/sender/first day.</summary>
    public required string? Incident { get; init; }
    /// <summary>The first day of that incident.</summary>
    public int? IncidentFrom => Incident is null ? null : Number(DateOnly.ParseExact(Incident.AsSpan(Incident.LastIndexOf('/') + 1), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    public required bool Due { get; init; }
    public required (int Taken, int Nil, int Refused) Files { get; init; }
    public required (int In, int Defective) Rows { get; init; }
    public required (int Rows, double? Usual, int Old) Received { get; init; }
    public required (double? Median, double? Max, int? Oldest) Delay { get; init; }

    /// <summary>Records known of events of this day: by its end while provisional, by when it settled after.</summary>
    public required int Events { get; init; }

    public static HealthRow Of(HealthDay day, string place, bool provisional, int events) => new()
    {
        Day = day.Received.Day,
        Provisional = provisional,
        State = day.State,
        Reasons = day.Reasons.Codes(),
        Incident = day.Incident is { } incident ? $"{place}/{DayNumber.ToLocalDate(incident.From):uuuu-MM-dd}" : null,
        Due = day.Received.IsDue,
        Files = (day.Received.Files, day.Received.NilReturns, day.Received.Refused),
        Rows = (day.Received.RowsIn, day.Received.Defective),
        Received = (day.Received.Rows, day.Usual, day.Received.Old),
        Delay = (day.Received.MedianHours, day.Received.MaxHours, day.Received.Events.Count > 0 ? day.Received.Events[0].Day : null),
        Events = events,
    };

    public static (HealthRow Row, int Revision) Read(object?[] cells) => (new()
    {
        Day = Number((DateOnly)cells[0]!),
        Provisional = (bool)cells[2]!,
        State = (string)cells[3]!,
        Reasons = (string?)cells[4],
        Incident = (string?)cells[5],
        Due = (bool)cells[6]!,
        Files = ((int)cells[7]!, (int)cells[8]!, (int)cells[9]!),
        Rows = ((int)cells[10]!, (int)cells[11]!),
        Received = ((int)cells[12]!, (double?)cells[13], (int)cells[14]!),
        Delay = ((double?)cells[15], (double?)cells[16], cells[17] is DateOnly oldest ? Number(oldest) : null),
        Events = (int)cells[18]!,
    }, (int)cells[1]!);

    public void Write(Batch row, Origin origin, int revision, Instant asOf)
    {
        row.Text(0, origin.AgencyText);
        row.Text(1, origin.FeedText);
        row.Text(2, origin.SenderText);
        row.Date(3, Day);
        row.Integer(4, revision);
        row.Instant(5, Origin.Microseconds(asOf));
        row.Text(6, Encoding.UTF8.GetBytes(State));
        if (Reasons is { } reasons) row.Text(7, Encoding.UTF8.GetBytes(reasons));
        if (Incident is { } incident) row.Text(8, Encoding.UTF8.GetBytes(incident));
        row.Boolean(9, Provisional);
        row.Boolean(10, Due);
        row.Integer(11, Files.Taken);
        row.Integer(12, Files.Nil);
        row.Integer(13, Files.Refused);
        row.Integer(14, Rows.In);
        row.Integer(15, Rows.Defective);
        row.Integer(16, Received.Rows);
        if (Received.Usual is { } usual) row.Double(17, usual);
        row.Integer(18, Received.Old);
        if (Delay.Median is { } median) row.Double(19, median);
        if (Delay.Max is { } max) row.Double(20, max);
        if (Delay.Oldest is { } oldest) row.Date(21, oldest);
        row.Integer(22, Events);
    }

    static int Number(DateOnly day) => DayNumber.Of(day);
}
