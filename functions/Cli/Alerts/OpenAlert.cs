using FrontDoor.Alerting;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Storage.Alerts;
using NodaTime;

namespace FrontDoor.Cli.Alerts;

/// <summary>An open alert, as the list of open alerts shows it.</summary>
/// <param name="Cells">Its row of the query.</param>
/// <param name="Stored">Its document, which has its times to the minute; null in a copy for reading.</param>
sealed record OpenAlert(object?[] Cells, StoredAlert? Stored, DateTimeOffset Now)
{
    public string Headline => $"{((string)Cells[0]!)[..8]}  {Cells[2],-8}  {Cells[1],-8}  {Cells[3]}\n";

    public string Details => $"from {Cells[4]}{(Cells[6] is double hours ? $", took {PeopleText.Hours(hours)}" : "")}, raised "
        + $"{(Stored is null ? PeopleText.About(RaisedAt) : PeopleText.Moment(Stored.Notice.RaisedAt))}; {State}";

    /// <summary>For programs: the moments to the hour, as in the lake.</summary>
    public object?[] Row() => [.. Cells[..8], Cells[9] ?? WaitingHours, Cells[10], Cells[8]];

    DateTimeOffset RaisedAt => (DateTimeOffset)Cells[7]!;

    string State => Cells[8] is DateTimeOffset at
        ? $"acknowledged {(Stored?.AcknowledgedAt is { } exact ? PeopleText.Moment(exact) : PeopleText.About(at))}"
        : Stored is not null && EscalateAlerts.IsHistory(Stored)
        ? "no one has acknowledged it; it is not escalated, because it was over 7 days old when it was sent"
        : $"no one has acknowledged it for {PeopleText.Hours(WaitingHours)} of working time";

    /// <summary>The working hours that count for escalation: from when it was sent.</summary>
    double WaitingHours => HoursRounding.Up(WorkingTime.Of((string?)Cells[5])
        .Hours(Instant.FromDateTimeOffset(Stored is null ? RaisedAt : EscalateAlerts.WaitsFrom(Stored)), Instant.FromDateTimeOffset(Now)));
}
