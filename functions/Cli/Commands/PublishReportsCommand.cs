using System.CommandLine;
using System.Globalization;

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
        return string.Create(CultureInfo.InvariantCulture,
            $"{written.Weeks} weekly reports and {written.Months} monthly scorecards written");
    });
}
