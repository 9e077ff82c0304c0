using System.CommandLine;

namespace FrontDoor.Cli;

/// <summary><c>check</c>: to come.</summary>
static class CheckCommand
{
    public static Command Create()
    {
        var verb = new Verb("check", "To come") { Hidden = true };
        verb.SetAction((_, _) => throw new Complaint("check is not written yet", "a later version", "pull the newest sources"));
        return verb;
    }
}
