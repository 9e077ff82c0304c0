using System.CommandLine;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Terminal;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Cli.Commands;

/// <summary><c>senders</c>: pauses a sender, so that its files wait in landing, resumes it, and lists the paused ones.</summary>
static class SendersCommand
{
    static readonly string[] Columns = ["sender", "paused_since", "by"];

    public static Command Create()
    {
        var (place, format) = (new Place(), CliCommand.Format());
        var verb = new CliCommand("senders", "List the senders that are paused. Pause one: its files wait, and none is lost",
            "./pipeline senders", "./pipeline senders pause northshire-police --by \"MASH manager\" --reason \"Its extract is broken.\"",
            "./pipeline senders resume northshire-police --by \"MASH manager\" --account https://ACCOUNT.blob.core.windows.net")
        { place.Lake, place.Account, format };
        verb.SetAction(async (parsed, cancel) =>
        {
            var paused = (await place.Open(parsed).All(cancel)).Values.Where(one => one.IsPaused).ToList();
            if (paused.Count == 0 && parsed.GetValue(format) == AnswerFormat.Table) Console.Out.WriteLine("No sender is paused.");
            else if (parsed.GetValue(format) == AnswerFormat.Table)
                foreach (var one in paused)
                    Console.Out.Write(WrappedText.Of($"{one.Sender} is paused, {CliCommand.On(one.Last.By, one.Last.Since)}", 0,
                        Screen.Width));
            else Answer.Write(Columns, paused.Select(one => (object?[])[one.Sender, one.Last.Since, one.Last.By]), parsed.GetValue(format));
            return ExitCodes.Done;
        });
        verb.Add(Pause());
        verb.Add(Resume());
        return verb;
    }

    static CliCommand Pause()
    {
        var (place, contracts, sender, by) = (new Place(), CliCommand.Contracts(), Sender(), By());
        var reason = new Option<string>("--reason")
        {
            Description = "The reason, kept only in the container restricted",
            HelpName = "TEXT",
            Required = true
        };
        var verb = new CliCommand("pause", "Let the files of a sender wait: they stay in landing, each keeps the time at which it came, "
            + "and feed health judges no day until the sender is resumed",
            "./pipeline senders pause northshire-police --by \"MASH manager\" --reason \"Its extract is broken.\"")
        { sender, by, reason, place.Lake, place.Account, contracts };
        verb.SetAction(async (parsed, cancel) =>
        {
            var (id, now) = (Known(parsed, sender, contracts), TimeProvider.System.GetUtcNow());
            var (role, why) = (CliCommand.Words(parsed, by, "a role"), CliCommand.Words(parsed, reason, "why"));
            var senders = place.Open(parsed);
            var isPausedNow = await senders.Pause(id, role, why, now, cancel);
            var last = (await senders.Find(id, cancel))!.Last;
            Console.Out.WriteLine(isPausedNow ? $"paused: {id}. Its files wait until ./pipeline senders resume {id} --by ROLE"
                : $"paused already, {CliCommand.On(last.By, last.Since)}; nothing was changed");
            return ExitCodes.Done;
        });
        return verb;
    }

    static CliCommand Resume()
    {
        var (place, contracts, sender, by) = (new Place(), CliCommand.Contracts(), Sender(), By());
        var verb = new CliCommand("resume", "Take the files of a sender again, those that waited first, in order of receipt",
            "./pipeline senders resume northshire-police --by \"MASH manager\"")
        { sender, by, place.Lake, place.Account, contracts };
        verb.SetAction(async (parsed, cancel) =>
        {
            var id = Known(parsed, sender, contracts);
            Console.Out.WriteLine(
                !await place.Open(parsed).Resume(id, CliCommand.Words(parsed, by, "a role"), TimeProvider.System.GetUtcNow(), cancel)
                ? $"{id} was not paused; nothing was changed"
                : parsed.GetValue(place.Account) is null ? $"resumed: {id}. Take its files: the same ./pipeline ingest as before"
                : $"resumed: {id}. RecoverFiles takes what waits within five minutes");
            return ExitCodes.Done;
        });
        return verb;
    }

    static string Known(ParseResult parsed, Argument<string> sender, Option<DirectoryInfo?> contracts) =>
        RecordFilter.Known(CliCommand.Load(parsed.GetValue(contracts)), parsed.GetRequiredValue(sender));

    static Argument<string> Sender() => new("sender")
    {
        Description = "The sender's id in the contracts, as ./pipeline feeds lists it; all its feeds are meant",
        HelpName = "SENDER"
    };

    static Option<string> By() => new("--by")
    {
        Description = "The role of the person who does it",
        HelpName = "ROLE",
        Required = true
    };

    /// <summary>Where the pauses are: a folder that ingest writes to, or a storage account.</summary>
    sealed class Place
    {
        public Option<DirectoryInfo?> Lake { get; } = CliCommand.Lake();
        public Option<string?> Account { get; } = new("--account")
        {
            Description = "Use this storage account instead of a folder: https://ACCOUNT.blob.core.windows.net. Sign in first (az login), "
            + "with a role that may write to its container restricted",
            HelpName = "URL",
        };

        public PausedSenders Open(ParseResult parsed)
        {
            if (parsed.GetValue(Account) is { } account) return new PausedSenders(new AccountDocuments(StorageAccount.Open(account)));
            var root = CliCommand.Folder(parsed, Lake);
            LakeFolder.RequireMemory(root, "for an app give its account: --account https://ACCOUNT.blob.core.windows.net");
            return new PausedSenders(new FolderStore(root));
        }
    }
}
