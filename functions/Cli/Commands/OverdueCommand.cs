using System.CommandLine;
using System.Globalization;

namespace FrontDoor.Cli.Commands;

/// <summary><c>tick</c>: judges clocks that nothing has stopped, as the app does every hour.</summary>
static class OverdueCommand
{
    public static Command Create() =>
        CliCommand.OfMoment("overdue",
        "Judge the clocks that nothing has stopped: what has come to be overdue is written and alerted, and alerts whose clocks a "
        + "file has ended are resolved; what nobody acknowledged climbs", async (engine, moment, cancel) =>
    {
        var found = await engine.CheckOverdue(moment, cancel);
        var dueSoon = await engine.Warn(moment, cancel);
        var resolved = await engine.Resolve(moment, cancel);
        var escalated = await engine.Escalate(moment, cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{found.Worsened} clocks came to be overdue or graver; {found.Notices} "
            + $"notices; {dueSoon} due soon; {resolved} alerts resolved; {escalated} escalated");
    });
}
