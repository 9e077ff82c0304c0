using FrontDoor.Cli.Doctor;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Commands;

/// <summary>What checks found, for people.</summary>
static class Findings
{
    /// <summary>Writes them, the worst first, and returns the exit code.</summary>
    /// <param name="all">Also what is as it should be.</param>
    public static int Print(List<Finding> found, bool all)
    {
        foreach (var one in found.OrderByDescending(one => one.Level).Where(one => all || one.Level > FindingLevel.Ok))
        {
            Console.Out.WriteLine($"{Word(one.Level),-5}  {one.Text}");
            if (one.Next is { } next) Console.Out.WriteLine($"       next: {next}");
        }
        var (wrong, soon) = (found.Count(one => one.Level == FindingLevel.Wrong), found.Count(one => one.Level == FindingLevel.Soon));
        Console.Out.WriteLine($"{found.Count} checked: {wrong} wrong, {soon} to look at, {found.Count - wrong - soon} as they should be");
        return wrong > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }

    static string Word(FindingLevel level) => level switch
    {
        FindingLevel.Ok => "ok",
        FindingLevel.Soon => "soon",
        _ => "wrong",
    };
}
