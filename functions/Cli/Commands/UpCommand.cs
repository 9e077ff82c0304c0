using System.CommandLine;

namespace FrontDoor.Cli;

/// <summary><c>up</c>: to come.</summary>
static class UpCommand
{
    public static Command Create()
    {
        var verb = new Verb("up", "To come") { Hidden = true };
        verb.SetAction((_, _) => throw new Complaint("up is not written yet", "a later version", "pull the newest sources"));
        return verb;
    }
}
