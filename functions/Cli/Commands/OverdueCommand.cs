using System.CommandLine;
using FrontDoor.Domain.Clocks;

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
        return $"{PeopleText.Count(found.Worsened, "clock", "clocks")} became overdue or more severe; "
            + $"{PeopleText.Count(found.Notices, "notice", "notices")}; {dueSoon} due soon; "
            + $"{PeopleText.Count(resolved, "alert", "alerts")} resolved; {escalated} escalated";
    });
}
