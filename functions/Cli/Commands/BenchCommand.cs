using System.CommandLine;

namespace FrontDoor.Cli;

/// <summary><c>bench</c>: to come.</summary>
static class BenchCommand
{
    public static Command Create()
    {
        var verb = new Verb("bench", "To come") { Hidden = true };
        verb.SetAction((_, _) => throw new Complaint("bench is not written yet", "a later version", "pull the newest sources"));
        return verb;
    }
}
