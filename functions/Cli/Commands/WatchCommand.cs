using System.CommandLine;
using System.Globalization;

namespace FrontDoor.Cli;

/// <summary><c>watch</c>: judges how each feed of each sender stands, day by day, as the app does every hour.</summary>
static class WatchCommand
{
    public static Command Create() => Verb.OfMoment("watch", "Judge the feeds themselves: silence, gaps, bunches, backlogs; written day by day and alerted once", async (engine, moment, cancel) =>
    {
        var found = await engine.Watch(moment, cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{found.Rows} rows on the health of feeds; {found.Notices} notices; {found.Weeks} weekly summaries");
    });
}
