using System.CommandLine;

namespace FrontDoor.Cli;

/// <summary><c>bench-duckdb</c>: to come.</summary>
static class DuckAloneCommand
{
    public static Command Create()
    {
        var verb = new Verb("bench-duckdb", "To come") { Hidden = true };
        verb.SetAction((_, _) => throw new Complaint("bench-duckdb is not written yet", "a later version", "pull the newest sources"));
        return verb;
    }
}
