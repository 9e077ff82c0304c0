using System.CommandLine;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Folders;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Feeds;
using FrontDoor.Storage.Publishing;

namespace FrontDoor.Cli.Commands;

/// <summary><c>lake</c>: adds committed rows to the lake, and checks that each is there once.</summary>
static class LakeCommand
{
    public static Command Create()
    {
        var verb = new CliCommand("lake", "Check or complete the lake of a folder",
            "./pipeline lake publish", "./pipeline lake verify --repair");
        verb.Add(Publish());
        verb.Add(Verify());
        verb.Add(Rebuild());
        return verb;
    }

    static CliCommand Rebuild()
    {
        var landed = new Argument<DirectoryInfo>("LANDED") { Description = "The folder with every file that came, as it was ingested" };
        var (lake, contracts, rejectTest) = (CliCommand.Lake(), CliCommand.Contracts(), CliCommand.RejectTestNumbers());
        var verb = new CliCommand("rebuild", "Make the lake and the state of a folder anew from the files that came, each by the receipt "
            + "time of its receipt, after both were lost. Move what is left of lake and state away first",
            "./pipeline lake rebuild ./landed --lake ./data")
        { landed, lake, contracts, rejectTest };
        verb.SetAction(async (parsed, cancel) => await LakeRebuild.Run(parsed.GetRequiredValue(landed), CliCommand.Folder(parsed, lake),
            CliCommand.Load(parsed.GetValue(contracts)), parsed.GetValue(rejectTest), cancel));
        return verb;
    }

    static CliCommand Publish()
    {
        var lake = CliCommand.Lake();
        var verb = new CliCommand("publish", "Add to the lake what was committed and is not there yet, for instance after a run was "
            + "killed. Every other command does this by itself", "./pipeline lake publish --lake ./data") { lake };
        verb.SetAction(async (parsed, cancel) =>
        {
            using var engine = Open(CliCommand.FolderToRead(parsed, lake));
            Console.Out.WriteLine($"{Arrivals(await engine.Publish(cancel))} added to the lake");
            return ExitCodes.Done;
        });
        return verb;
    }

    static CliCommand Verify()
    {
        var lake = CliCommand.Lake();
        var repair = new Option<bool>("--repair")
        {
            Description =
            "Add what is missing, and rewrite current tables and file lists that are wrong"
        };
        var verb = new CliCommand("verify",
            "Check that every committed row is in the lake once. Exit code 1: something is wrong and was not repaired",
            "./pipeline lake verify", "./pipeline lake verify --repair --lake ./data") { lake, repair };
        verb.SetAction(async (parsed, cancel) =>
        {
            using var engine = Open(CliCommand.FolderToRead(parsed, lake));
            return Print(await engine.Verify(parsed.GetValue(repair), cancel), parsed.GetValue(repair));
        });
        return verb;
    }

    static FolderEngine Open(string root)
    {
        LakeFolder.Require(root);
        LakeFolder.RequireMemory(root, "run it on the folder that ./pipeline ingest wrote to");
        return FolderEngine.Open(root, Contracts.Shipped);
    }

    static int Print(LakeVerification found, bool repair)
    {
        foreach (var fault in found.Faults) Console.Out.WriteLine($"{(fault.IsRepaired ? "repaired" : "wrong")}: {fault.Text}");
        var left = found.Faults.Where(fault => !fault.IsRepaired).ToList();
        if (found.Published > 0) Console.Out.WriteLine($"{Arrivals(found.Published)} added to the lake");
        if (left.Count == 0)
        {
            Console.Out.WriteLine(
                $"The lake is complete: {found.Feeds} {(found.Feeds == 1 ? "feed" : "feeds")}, every committed row once.");
            return ExitCodes.Done;
        }
        if (!repair && left.Any(fault => fault.Kind is LakeFaultKind.NotPublished or LakeFaultKind.CurrentWrong or LakeFaultKind.ListWrong))
            Screen.Say("To repair what can be repaired: ./pipeline lake verify --repair");
        if (left.Any(fault => fault.Kind is LakeFaultKind.RowMissing or LakeFaultKind.RowTwice))
            Screen.Say("Rows of the history cannot be made again: restore the files of the named table from earlier versions in storage, "
                + "or move lake and state away and make both anew: ./pipeline lake rebuild LANDED");
        return ExitCodes.Failed;
    }

    static string Arrivals(int count) => $"{count} {(count == 1 ? "arrival" : "arrivals")}";
}
