using System.CommandLine;
using System.Globalization;

namespace FrontDoor.Cli.Commands;

/// <summary><c>feed-health</c>: judges each feed of each sender, day by day, as the app does every hour.</summary>
static class FeedHealthCommand
{
    public static Command Create() =>
        CliCommand.OfMoment("feed-health",
        "Check every feed, as the app does every hour: write its health day by day, and alert silence, gaps, bunches and "
            + "backlogs once",
            async (engine, moment, cancel) =>
    {
        var found = await engine.CheckFeedHealth(moment, cancel);
        return $"{Of(found.Rows, "row", "rows")} of feed_health written; {Of(found.Notices, "alert", "alerts")} raised; "
            + $"{Of(found.Weeks, "weekly summary", "weekly summaries")} written. See also ./pipeline report";
    });

    static string Of(int count, string one, string several) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : several)}");
}
