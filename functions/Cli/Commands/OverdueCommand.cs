using System.CommandLine;
using System.Globalization;

namespace FrontDoor.Cli.Commands;

/// <summary><c>overdue</c>: checks the running clocks, as the app does every hour.</summary>
static class OverdueCommand
{
    public static Command Create() =>
        CliCommand.OfMoment("overdue",
        "Check every running clock, as the app does every hour: write and alert what became overdue, resolve alerts of "
        + "clocks that have stopped, escalate alerts that no one acknowledged", async (engine, moment, cancel) =>
    {
        var found = await engine.CheckOverdue(moment, cancel);
        var dueSoon = await engine.Warn(moment, cancel);
        var resolved = await engine.Resolve(moment, cancel);
        var escalated = await engine.Escalate(moment, cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{found.Worsened} clocks became overdue or more severe; {found.Notices} "
            + $"notices; {dueSoon} due soon; {resolved} alerts resolved; {escalated} escalated");
    });
}
