using System.CommandLine;
using System.Runtime.InteropServices;
using DuckDB.NET.Native;
using FrontDoor.Cli.Commands;
using FrontDoor.Cli.Erasures;
using FrontDoor.Cli.Handover;
using FrontDoor.Cli.Inspection;
using FrontDoor.Cli.Packages;
using FrontDoor.Cli.Records;
using FrontDoor.Cli.Replays;
using FrontDoor.Cli.Terminal;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Local;

namespace FrontDoor.Cli;

/// <summary>All commands, and the handling of an error in any of them.</summary>
static class CommandLine
{
    public static async Task<int> Run(string[] args)
    {
        var parsed = All().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not CliCommand.HelpWithExamples)
        {
            Tell(TypedWrongly.Of(parsed));
            return ExitCodes.Usage;
        }

        try
        {
            return await Invoke(parsed);
        }
        catch (ExplainedException fault)
        {
            Tell(fault);
            return (fault as CliException)?.ExitCode ?? ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("stopped");
            return ExitCodes.Interrupted;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException
            or DuckDbException { Error: DuckDBErrorType.Io })
        {
            Tell(new CliException(broken.Message, "files and folders that you may read and write, and free space on the disk",
                "correct that and run the same command again: it finishes what was begun, and takes no file twice"));
            return ExitCodes.Failed;
        }
    }

    static void Tell(ExplainedException fault) => CliException.Write(
        new CliException(CheckProgram.Typed(fault.Found), CheckProgram.Typed(fault.Expected), CheckProgram.Typed(fault.Next)),
        Console.Error);

    // From before the first instruction: left to the library, a command that has not yet waited for anything would be killed where it
    // stands, and leave behind what it unpacked.
    static async Task<int> Invoke(ParseResult parsed)
    {
        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var ended = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested; // a second Ctrl-C ends it at once
            stop.Cancel();
        }
    }

    public static RootCommand All()
    {
        var root = new RootCommand("Checks safeguarding notifications, measures their lateness, writes Parquet tables and raises alerts.")
        {
            DemoCommand.Create(),
            UpCommand.Create(),
            IngestCommand.Create(),
            CheckCommand.Create(),
            OverdueCommand.Create(),
            FeedHealthCommand.Create(),
            LateCommand.Create(),
            RecordCommand.Create(),
            HandoverCommand.Create(),
            LakeCommand.Create(),
            AlertsCommand.Create(),
            CorrectionsCommand.Create(),
            ArrivalsCommand.Create(),
            ReplayCommand.Create(),
            SendersCommand.Create(),
            EraseCommand.Create(),
            QueryCommand.Create(),
            ReportCommand.Create(),
            PublishReportsCommand.Create(),
            EvidenceCommand.Create(),
            FeedsCommand.Create(),
            DoctorCommand.Create(),
            AuditCommand.Create(),
            PackageCommand.Create(),
            BenchCommand.Create(),
            SameJobCommand.Create(),
            ServiceBusCommand.Create(),
            TestCommand.Create(),
        };
        CliCommand.ShowExamples(root);
        return root;
    }
}
