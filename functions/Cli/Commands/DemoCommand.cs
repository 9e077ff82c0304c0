using System.CommandLine;

namespace FrontDoor.Cli;

/// <summary><c>demo</c>: to come.</summary>
static class DemoCommand
{
    public static Command Create()
    {
        var verb = new Verb("demo", "To come") { Hidden = true };
        verb.SetAction((_, _) => throw new Complaint("demo is not written yet", "a later version", "pull the newest sources"));
        return verb;
    }
}
