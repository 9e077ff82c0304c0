using System.CommandLine;

namespace FrontDoor.Cli;

/// <summary><c>feeds</c>: to come.</summary>
static class FeedsCommand
{
    public static Command Create()
    {
        var verb = new Verb("feeds", "To come") { Hidden = true };
        verb.SetAction((_, _) => throw new Complaint("feeds is not written yet", "a later version", "pull the newest sources"));
        return verb;
    }
}
