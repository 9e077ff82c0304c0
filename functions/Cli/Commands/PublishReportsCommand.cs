using System.CommandLine;
using System.Globalization;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Reporting.Publishing;
using NodaTime;

namespace FrontDoor.Cli.Commands;

/// <summary><c>publish-reports</c>: writes the reports of weeks and months that are over, as the app does every hour.</summary>
static class PublishReportsCommand
{
    public static Command Create() =>
        CliCommand.OfMoment("publish-reports",
        "Write the weekly report and the monthly scorecard to DIR/reports, without counts of 1 to 5. Each is written once, a day after its "
            + "week or month is over, as the app does",
            async (engine, moment, cancel) =>
    {
        var written = await engine.PublishReports(moment, cancel);
        return $"{PeopleText.Count(written.Weeks, "weekly report", "weekly reports")} and "
            + $"{PeopleText.Count(written.Months, "monthly scorecard", "monthly scorecards")} written. {Next(moment)}";
    });

    /// <summary>When the week and the month that are next are written.</summary>
    static string Next(DateTimeOffset moment)
    {
        var open = London.Local(Instant.FromDateTimeOffset(moment - PublishReports.Settle)).Date; // in the next week and month
        var (monday, first) = (open.Next(IsoDayOfWeek.Monday), open.With(DateAdjusters.StartOfMonth));
        return $"The week to {Day(monday.PlusDays(-1))} is written from {Day(monday.PlusDays(1))}, "
            + $"{first.ToString("MMMM", CultureInfo.InvariantCulture)} from {Day(first.PlusMonths(1).PlusDays(1))}";
    }

    static string Day(LocalDate day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
