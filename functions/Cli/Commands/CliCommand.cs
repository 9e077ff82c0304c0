using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Folders;
using FrontDoor.Cli.Packages;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Alerts;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion;

namespace FrontDoor.Cli.Commands;

/// <summary>One command of <c>pipeline</c>, with the examples its help ends with.</summary>
sealed class CliCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples => examples;

    /// <summary>The folder that the pipeline keeps everything in; the same for every command.</summary>
    public static Option<DirectoryInfo?> Lake() => new("--lake")
    {
        Description = "The folder with lake/, receipts-*/ and the other folders of the pipeline. The default is data, or data/demo where "
        + "only the demo was run",
        HelpName = "DIR",
    };

    /// <summary>The folder to write to: the one named, else data.</summary>
    public static string Folder(ParseResult parsed, Option<DirectoryInfo?> lake) =>
        (parsed.GetValue(lake) ?? new DirectoryInfo("data")).FullName;

    /// <summary>The folder to read: the one named, else data, else what the demo left, which is said.</summary>
    public static string FolderToRead(ParseResult parsed, Option<DirectoryInfo?> lake)
    {
        var (folder, demo) = (Folder(parsed, lake), System.IO.Path.Combine("data", "demo"));
        if (parsed.GetValue(lake) is not null || LakeFolder.IsRoot(folder) || !LakeFolder.IsRoot(demo)) return folder;
        Screen.Say($"Reading {demo}, which ./pipeline demo left. Another folder: --lake DIR");
        return System.IO.Path.GetFullPath(demo);
    }

    /// <summary>A storage account to ask in place of a folder.</summary>
    public static Option<string?> Account() => new("--account")
    {
        Description = "Read the lake of this storage account instead of a folder: https://ACCOUNT.blob.core.windows.net. Sign in first (az "
        + "login). The key of the setting DataStorage is used if it names the same account",
        HelpName = "URL",
    };

    /// <summary>The chosen lake, open for queries.</summary>
    public static LakeFolder OpenLake(ParseResult parsed, LakeOptions options, CancellationToken cancel) =>
        OpenLake(parsed, options, PastMoment.Read(parsed.GetValue(options.AsOf), TimeProvider.System), cancel);

    /// <param name="asOf">A past hour to query; null for everything known.</param>
    public static LakeFolder OpenLake(ParseResult parsed, LakeOptions options, DateTimeOffset? asOf, CancellationToken cancel)
    {
        var account = parsed.GetValue(options.Account);
        if (account is not null && parsed.GetValue(options.Lake) is not null)
            throw CliException.Usage("--lake and --account are both given", "one of them: a folder, or a storage account", "leave one out");
        return LakeFolder.Open(
            account is null ? FolderToRead(parsed, options.Lake) : "", account is null ? null : StorageAccount.Open(account), asOf,
            () => Load(parsed.GetValue(options.Contracts)), options.MemoryMb, cancel);
    }

    /// <summary>How many rows a table for people has, unless --limit says otherwise.</summary>
    public const int ListedAtMost = 50;

    public static Option<int?> Limit() => new("--limit")
    {
        Description = $"List N at most. The default is {ListedAtMost} for a table, and all for csv, json and xlsx",
        HelpName = "N"
    };

    /// <summary>How an answer is written; a table unless this is given.</summary>
    public static Option<AnswerFormat> Format() => new("--format")
    {
        Description = "table, csv, json or xlsx. Csv is quoted as in RFC 4180; xlsx goes to a file: > answer.xlsx. Times are UTC in "
        + "all but the table",
        HelpName = "table|csv|json|xlsx",
    };

    /// <summary>A past moment to ask about.</summary>
    public static Option<string?> AsOf() => new("--as-of")
    {
        Description = "Show what was known then: 2019-01-28 (the end of that day in London) or 2019-01-28T09:00:00Z (rounded down to "
        + "the hour)",
        HelpName = "ISO",
    };

    /// <summary>A command that checks the stored data now or at a past moment, and reports the result in a line.</summary>
    public static CliCommand OfMoment(string name, string description,
        Func<FolderEngine, DateTimeOffset, CancellationToken, Task<string>> look)
    {
        var (lake, asOf, contracts) = (Lake(), AsOf(), Contracts());
        asOf.Description = "Use this moment instead of now: 2019-01-28 (the end of that day in London) or 2019-01-28T09:00:00Z";
        var verb = new CliCommand(name, description, $"./pipeline {name}", $"./pipeline {name} --as-of 2019-01-28") { lake, asOf,
            contracts };
        verb.SetAction(async (parsed, cancel) =>
        {
            var moment = PastMoment.Read(parsed.GetValue(asOf), TimeProvider.System) ?? TimeProvider.System.GetUtcNow();
            using var engine = await Open(parsed, lake, contracts, cancel);
            Console.Out.Write(WrappedText.Of(await look(engine, moment, cancel)));
            return ExitCodes.Done;
        });
        return verb;
    }

    /// <summary>What a folder keeps, whole: what a killed run left undone is finished first.</summary>
    public static async Task<FolderEngine> Open(ParseResult parsed, Option<DirectoryInfo?> lake, Option<DirectoryInfo?> contracts,
        CancellationToken cancel)
    {
        var root = FolderToRead(parsed, lake);
        LakeFolder.Require(root);
        LakeFolder.RequireMemory(root, "the app of ./pipeline up does this itself: it checks clocks and feeds every hour, and accepts POST "
            + "/api/alerts/ID/ack and close (docs/alerts.md)");
        var engine = FolderEngine.Open(root, Load(parsed.GetValue(contracts)), policy: Policy(parsed.GetValue(contracts)));
        await engine.Recover(cancel);
        return engine;
    }

    /// <summary>The same as the app's setting ContractsFolder.</summary>
    public static Option<DirectoryInfo?> Contracts() => new("--contracts")
    {
        Description = "A folder with feed contracts of your own (*.json), used as well as the built-in ones",
        HelpName = "DIR",
    };

    /// <summary>The built-in contracts and those of the folder; a fault stops the command with its file, line and key.</summary>
    public static Contracts Load(DirectoryInfo? folder)
    {
        if (folder is { Exists: false })
            throw CliException.Usage($"there is no folder {folder.FullName}", "a folder of feed contracts",
                "give an existing folder with --contracts DIR, or leave --contracts out");
        try
        {
            return ContractFolder.Load(folder?.FullName);
        }
        catch (ContractException wrong)
        {
            throw CliException.Usage(wrong.Message, "contracts that follow functions/feeds/contract.schema.json, one file for each feed",
                "correct what is listed; CONTRIBUTING.md shows a complete contract");
        }
    }

    /// <summary>The alert policy of the folder, or the built-in one.</summary>
    static AlertPolicy Policy(DirectoryInfo? folder)
    {
        try
        {
            return ContractFolder.Policy(folder?.FullName);
        }
        catch (ContractException wrong)
        {
            throw CliException.Usage(wrong.Message, "a policy that follows functions/policies/policy.schema.json",
                "correct what is listed; docs/alerts.md shows a complete policy");
        }
    }

    /// <summary>The feed of this name; fails with a list of all feeds.</summary>
    public static Feed Find(Contracts contracts, string name) =>
        contracts.Feeds.FirstOrDefault(each => each.Id.ToString() == name)
        ?? throw CliException.Usage($"there is no feed '{name}'{DidYouMean(NearestFeed(contracts, name))}",
            "one of: " + string.Join(", ", contracts.Feeds.Select(each => each.Id)), "./pipeline feeds");

    /// <summary>"; did you mean check?", or nothing.</summary>
    public static string DidYouMean(string? word) => word is null ? "" : $"; did you mean {word}?";

    /// <summary>Accepts a feed without its agency, or written like its folder.</summary>
    static string? NearestFeed(Contracts contracts, string name)
    {
        var feed = name.TrimEnd('/').Split('/')[^1];
        var names = contracts.Feeds.Select(each => each.Id.Name).Distinct().ToList();
        var meant = names.Contains(feed) ? feed : NearestWord.Of(feed, names);
        return NearestWord.Of(name, contracts.Feeds.Select(each => each.Id.ToString()))
            ?? contracts.Feeds.FirstOrDefault(each => each.Id.Name == meant)?.Id.ToString();
    }

    /// <summary>The same as the app's setting, for a dry run of production.</summary>
    public static Option<bool> RejectTestNumbers() => new("--reject-test-numbers")
    {
        Description = "Reject rows with an NHS number of the test range 9xx, as production does. Without this they only warn",
    };

    /// <summary>A text that must not be blank.</summary>
    public static string Words(ParseResult parsed, Option<string> option,
        string what) => parsed.GetRequiredValue(option) is var typed && !string.IsNullOrWhiteSpace(typed) ? typed.Trim()
        : throw CliException.Usage($"{option.Name} is empty", what, $"give it with {option.Name} \"...\"");

    /// <summary>Formats who did something, and when.</summary>
    public static string On(string by, DateTimeOffset at) => $"by {by} on {PeopleText.Moment(at)}";

    /// <summary>The name as typed after ./pipeline: a subcommand has both names.</summary>
    public static string Path(Command command) =>
        command is RootCommand ? ""
        : string.Join(' ', command.Parents.OfType<Command>().Where(each => each is not RootCommand).Select(each => each.Name)
        .Append(command.Name));

    public static string Usage(Command command) => command is RootCommand
        ? "one of: " + string.Join(", ", command.Subcommands.Where(each => !each.Hidden).Select(each => each.Name))
        : ($"./pipeline {Path(command)} " + string.Join(" ",
            command.Arguments.Select(each => each.HelpName ?? each.Name.ToUpperInvariant())
                .Concat(command.Options.Where(each => each is not HelpOption).Select(Typed)))).TrimEnd();

    static string Typed(Option option)
    {
        var typed = option.HelpName is { } value ? $"{option.Name} {value}" : option.Name;
        return option.Required ? typed : $"[{typed}]";
    }

    public static void ShowExamples(RootCommand root)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    /// <summary>The usual help, under the name that people type, with examples after it.</summary>
    public sealed class HelpWithExamples(HelpAction plain) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var to = parseResult.InvocationConfiguration.Output;
            using var help = new StringWriter();
            parseResult.InvocationConfiguration.Output = help;
            plain.MaxWidth = Screen.Limit ?? int.MaxValue;
            var code = plain.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output = to;
            to.Write(CheckProgram.Typed(help.ToString().Replace(RootCommand.ExecutableName, "./pipeline", StringComparison.Ordinal)));
            if (parseResult.CommandResult.Command is CliCommand verb && verb.Examples.Count > 0)
            {
                to.WriteLine("Examples:");
                foreach (var example in verb.Examples) to.WriteLine($"  {CheckProgram.Typed(example)}");
                to.WriteLine();
            }

            to.Write(WrappedText.Of("Exit codes: 0 done, 1 something was refused or failed, 2 the command was typed wrongly, 130 "
                + "stopped."));
            return code;
        }
    }
}
