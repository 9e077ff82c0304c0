using System.CommandLine;
using FrontDoor.Cli.Alerts;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Doctor;
using FrontDoor.Cli.Terminal;

namespace FrontDoor.Cli.Commands;

/// <summary><c>doctor</c>: whether what the pipeline needs is there, and what to do where it is not.</summary>
static class DoctorCommand
{
    public static Command Create()
    {
        var options = new LakeOptions();
        var all = new Option<bool>("--all") { Description = "Also list what is as it should be" };
        var verb = new CliCommand("doctor",
            "Check what the pipeline needs: calendars, agreements, disk, and a folder or storage account with its topic. Exit code 1: "
                + "something is wrong",
            "./pipeline doctor", "./pipeline doctor --all --lake ./data",
            "./pipeline doctor --account https://ACCOUNT.blob.core.windows.net")
        { options.Lake, options.Account, options.Contracts, all };
        verb.SetAction(async (parsed, cancel) =>
        {
            var contracts = CliCommand.Load(parsed.GetValue(options.Contracts));
            var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);
            List<Finding> found = [.. RulesCheck.Run(contracts, today)];
            found.AddRange(parsed.GetValue(options.Account) is { } account ? await Check(account, cancel)
                : await FolderCheck.Run(CliCommand.FolderToRead(parsed, options.Lake), contracts, cancel));
            return Findings.Print(found, parsed.GetValue(all));
        });
        return verb;
    }

    static async Task<List<Finding>> Check(string account, CancellationToken cancel)
    {
        var reached = StorageAccount.Open(account);
        await using var topic = AlertConnection.Client(null);
        return
        [
            DiskCheck.Temporary(),
            .. await AccountCheck.Run(reached, TimeProvider.System, cancel),
            .. await AccountLakeCheck.Run(reached, TimeProvider.System.GetUtcNow(), cancel),
            .. topic is null ? [] : await TopicCheck.Run(topic, cancel),
            .. NotCheckedHere.Of(reached.Blobs.AccountName, topic is not null),
        ];
    }
}
