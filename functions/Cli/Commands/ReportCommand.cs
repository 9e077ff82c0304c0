using System.CommandLine;

namespace FrontDoor.Cli;

/// <summary><c>report</c>: to come.</summary>
static class ReportCommand
{
    public static Command Create()
    {
        var verb = new Verb("report", "To come") { Hidden = true };
        verb.SetAction((_, _) => throw new Complaint("report is not written yet", "a later version", "pull the newest sources"));
        return verb;
    }
}
