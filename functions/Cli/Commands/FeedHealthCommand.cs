using System.CommandLine;
using System.Globalization;

namespace FrontDoor.Cli.Commands;

/// <summary><c>watch</c>: judges how each feed of each sender stands, day by day, as the app does every hour.</summary>
static class FeedHealthCommand
{
    public static Command Create() =>
        CliCommand.OfMoment("feed-health",
        "Judge the feeds themselves: silence, gaps, bunches, backlogs; written day by day and alerted once",
            async (engine, moment, cancel) =>
    {
        var found = await engine.CheckFeedHealth(moment, cancel);
        return $"{Of(found.Rows, "row", "rows")} of feed_health written; {Of(found.Notices, "alert", "alerts")} raised; "
            + $"{Of(found.Weeks, "weekly summary", "weekly summaries")} written. How feeds stand: ./pipeline report";
    });

    static string Of(int count, string one, string several) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : several)}");
}
