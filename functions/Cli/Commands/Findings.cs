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
        var (wrong, soon, unknown) = (Count(FindingLevel.Wrong), Count(FindingLevel.Soon), Count(FindingLevel.NotChecked));
        Console.Out.WriteLine($"{found.Count - unknown} checked: {wrong} wrong, {soon} to look at, {Count(FindingLevel.Ok)} as they should "
            + $"be{(unknown > 0 ? $"; {unknown} not checked here" : "")}");
        return wrong > 0 ? ExitCodes.Failed : ExitCodes.Done;

        int Count(FindingLevel level) => found.Count(one => one.Level == level);
    }

    static string Word(FindingLevel level) => level switch
    {
        FindingLevel.Ok => "ok",
        FindingLevel.NotChecked => "not checked here:",
        FindingLevel.Soon => "soon",
        _ => "wrong",
    };
}
