using System.CommandLine;

namespace FrontDoor.Cli;

/// <summary>All commands, and what becomes of an error in any of them.</summary>
static class CommandLine
{
    // Long enough for Azurite and the app to be stopped in order after Ctrl-C.
    static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(30);

    public static async Task<int> Run(string[] args)
    {
        var parsed = All().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not Verb.HelpWithExamples)
        {
            Complaint.Usage(
                string.Join("; ", parsed.Errors.Select(error => error.Message.TrimEnd('.'))),
                Verb.Usage(parsed.CommandResult.Command),
                $"see ./pipeline {Verb.Path(parsed.CommandResult.Command)} --help".Replace("  ", " ", StringComparison.Ordinal)).Tell(Console.Error);
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = s_goodbye });
        }
        catch (Complaint complaint)
        {
            complaint.Tell(Console.Error);
            return complaint.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("stopped");
            return ExitCodes.Interrupted;
        }
    }

    public static RootCommand All()
    {
        var root = new RootCommand("Safeguarding referral feeds: checked, timed, written as Parquet, and told of when late.")
        {
            DemoCommand.Create(),
            UpCommand.Create(),
            IngestCommand.Create(),
            CheckCommand.Create(),
            TickCommand.Create(),
            WatchCommand.Create(),
            LateCommand.Create(),
            AlertsCommand.Create(),
            LoosenedCommand.Create(),
            QueryCommand.Create(),
            ReportCommand.Create(),
            FeedsCommand.Create(),
            BenchCommand.Create(),
            DuckAloneCommand.Create(),
            TestCommand.Create(),
        };
        Verb.ShowExamples(root);
        return root;
    }
}
