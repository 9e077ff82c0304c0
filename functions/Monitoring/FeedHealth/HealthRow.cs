using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.FeedHealth;
using FrontDoor.Lake.Tables;
using FrontDoor.Storage.Arrivals;
using NodaTime;

namespace FrontDoor.Monitoring.FeedHealth;

/// <summary>A row of feed_health without place and time: what it says about a day. Rows with equal values are equal.</summary>
sealed record HealthRow
{
    /// <summary>The columns in the order of <see cref="Read"/>.</summary>
    public const string Columns = "day, revision, provisional, state, reasons, incident, due, files, nil_returns, refused_files, "
        + "rows_in, defective_rows, received, usual_received, old_received, median_delay_hours, max_delay_hours, oldest_event, events";

    public required int Day { get; init; }
    public required bool Provisional { get; init; }
    public required string State { get; init; }
    public required string? Reasons { get; init; }

    /// <summary>agency/feed/sender/first day.</summary>
    public required string? Incident { get; init; }
    /// <summary>The first day of that incident.</summary>
    public int? IncidentFrom =>
        Incident is null ? null
        : Number(DateOnly.ParseExact(Incident.AsSpan(Incident.LastIndexOf('/') + 1), "yyyy-MM-dd",
        System.Globalization.CultureInfo.InvariantCulture));

    public required bool Due { get; init; }
    public required (int Taken, int Nil, int Refused) Files { get; init; }
    public required (int In, int Defective) Rows { get; init; }
    public required (int Rows, double? Usual, int Old) Received { get; init; }
    public required (double? Median, double? Max, int? Oldest) Delay { get; init; }

    /// <summary>Known records of events of this day: by its end while provisional, later by the time it settled.</summary>
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
        Delay = (Tenth(day.Received.MedianHours), Tenth(day.Received.MaxHours),
            day.Received.Events.Count > 0 ? day.Received.Events[0].Day : null),
        Events = events,
    };

    public static (HealthRow Row, int Revision) Read(object?[] cells)
    {
        var row = Columns.Split(", ").Zip(cells).ToDictionary(one => one.First, one => one.Second);
        int Count(string column) => (int)row[column]!;
        return (new()
        {
            Day = Number((DateOnly)row["day"]!),
            Provisional = (bool)row["provisional"]!,
            State = (string)row["state"]!,
            Reasons = (string?)row["reasons"],
            Incident = (string?)row["incident"],
            Due = (bool)row["due"]!,
            Files = (Count("files"), Count("nil_returns"), Count("refused_files")),
            Rows = (Count("rows_in"), Count("defective_rows")),
            Received = (Count("received"), (double?)row["usual_received"], Count("old_received")),
            Delay = ((double?)row["median_delay_hours"],
            (double?)row["max_delay_hours"], row["oldest_event"] is DateOnly oldest ? Number(oldest) : null),
            Events = Count("events"),
        }, Count("revision"));
    }

    public void Write(FeedHealthTable row, ArrivalContext origin, int revision, Instant asOf)
    {
        row.Agency.Set(origin.Agency);
        row.Feed.Set(origin.Feed);
        row.Sender.Set(origin.Sender);
        row.Day.SetDays(Day);
        row.Revision.Set(revision);
        row.AsOf.SetMicroseconds(ArrivalContext.Microseconds(asOf));
        row.State.Set(State);
        row.Reasons.Set(Reasons);
        row.Incident.Set(Incident);
        row.Provisional.Set(Provisional);
        row.Due.Set(Due);
        row.Files.Set(Files.Taken);
        row.NilReturns.Set(Files.Nil);
        row.RefusedFiles.Set(Files.Refused);
        row.RowsIn.Set(Rows.In);
        row.DefectiveRows.Set(Rows.Defective);
        row.Received.Set(Received.Rows);
        row.UsualReceived.Set(Received.Usual);
        row.OldReceived.Set(Received.Old);
        row.MedianDelayHours.Set(Delay.Median);
        row.MaxDelayHours.Set(Delay.Max);
        row.OldestEvent.SetDays(Delay.Oldest);
        row.Events.Set(Events);
    }

    /// <summary>As the lake will hold it, so that a row read again is equal.</summary>
    static double? Tenth(double? hours) => hours is { } known ? HoursRounding.Up(known) : null;

    static int Number(DateOnly day) => DayNumber.Of(day);
}
