using System.CommandLine;
using System.Diagnostics;
using Azure;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Build;
using FrontDoor.Cli.Folders;
using FrontDoor.Cli.Stack;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Feeds;
using FrontDoor.Local;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Commands;

/// <summary><c>up</c>: runs the whole pipeline on a folder until Ctrl-C.</summary>
static class UpCommand
{
    static readonly TimeSpan s_mirrorEvery = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "The folder to watch for files, and to copy the lake and the receipts to",
            HelpName = "DIR",
            DefaultValueFactory = _ => new DirectoryInfo("data"),
        };
        var contracts = CliCommand.Contracts();
        var verb = new CliCommand("up", "Run the pipeline until Ctrl-C. Put files into DIR/landing-<agency>/<sender>/<feed>/",
            "./pipeline up",
            "./pipeline up --data /srv/front-door") { data, contracts };
        verb.SetAction((parsed, cancel) =>
            Terminated.Heeded(stop => Run(parsed.GetRequiredValue(data).FullName, parsed.GetValue(contracts), stop), cancel));
        return verb;
    }

    static async Task<int> Run(string folder, DirectoryInfo? contracts, CancellationToken cancel)
    {
        var known = CliCommand.Load(contracts); // before anything is started
        if (LakeFolder.RemembersFiles(folder))
            throw CliException.Usage($"{folder} was written by ./pipeline ingest",
                "a folder without another lake: two lakes in one folder would count records twice", "--data another DIR");
        using var alone = OneAtATime.Hold(folder, "up", folder, "stop it with Ctrl-C, or give another --data DIR");
        await AppFolder.Ready(cancel);
        MakeLandingFolders(folder, known);
        using var log = HostLog.To(Path.Combine(folder, "host.log"), TimeProvider.System, Print);
        try
        {
            var plan = new LocalStackPlan(Path.Combine(folder, ".azurite"), FolderKey.Base64(folder), AllowGivenReceipt: false,
                contracts?.FullName);
            await using var stack = await LocalStack.Start(plan, log, cancel);
            using var found = stack.Bus.Leave(folder);
            await using var mirror = new Mirror(stack, folder);
            Console.WriteLine($"pages     {stack.Pages}");
            Console.WriteLine($"health    {stack.Health}");
            Console.WriteLine($"drop      {folder}/landing-<agency>/<sender>/<feed>/");
            Console.WriteLine($"receipts  {folder}/receipts-<agency>/<sender>/<feed>/");
            Console.WriteLine("alerts    ./pipeline alerts --follow"
                + (folder == Path.GetFullPath("data") ? ""
                : $" --lake {(folder.Contains(' ', StringComparison.Ordinal) ? $"\"{folder}\"" : folder)}"));
            Console.WriteLine($"log       {folder}/host.log");
            Console.WriteLine("Ctrl-C stops everything. Received files stay.");
            await await Task.WhenAny(stack.Failure(), new DropWatch(stack, folder).Run(cancel), KeepMirroring(mirror, cancel));
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Screen.Say("stopped");
            return ExitCodes.Done;
        }
        catch (Exception gone) when (gone is RequestFailedException or AggregateException) // after all retries of the client
        {
            throw new CliException($"the storage of this run no longer answers: "
                + $"{(gone.GetBaseException() as RequestFailedException)?.ErrorCode ?? gone.GetBaseException().GetType().Name}",
                "storage that answers as long as the run lasts",
                $"see {folder}/host.log, then start again: nothing received is lost, and the new run finishes what was begun");
        }
    }

    static async Task KeepMirroring(Mirror mirror, CancellationToken cancel)
    {
        var first = true; // files of an earlier run are not reported
        while (true)
        {
            var began = Stopwatch.GetTimestamp();
            var copied = await mirror.Copy(cancel);
            foreach (var path in copied.Where(
                path => !first && (path.EndsWith(ReceiptName.Text, StringComparison.Ordinal)
                    || path.EndsWith(ReceiptName.DelayedText, StringComparison.Ordinal)))) Screen.Say($"receipt  {path}");
            foreach (var path in copied.Where(path => path.StartsWith(Queues.LateReferrals, StringComparison.Ordinal)))
                Screen.Say($"alert    {path}");
            first = false;
            await PollingPause.After(began, s_mirrorEvery, cancel);
        }
    }

    static void MakeLandingFolders(string folder, Contracts contracts)
    {
        foreach (var feed in contracts.Feeds)
            foreach (var sender in feed.Contract.Senders)
                Directory.CreateDirectory(Path.Combine(folder, Containers.Landing(feed.Id.Agency), sender.Id, feed.Id.Name));
    }

    static void Print(HostLevel level, string text)
    {
        if (level != HostLevel.Information) Screen.Say(text);
    }
}
