using System.CommandLine;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Commands;
using FrontDoor.Cli.Terminal;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Inspection;

/// <summary><c>arrivals</c>: lists files, shows where one is and what happened to it, and lets a delayed one be tried again.</summary>
static class ArrivalsCommand
{
    public static Command Create()
    {
        var (options, filter, format) = (new LakeOptions(), new RecordFilter("Received", hasSeverity: false), CliCommand.Format());
        var status = new Option<string?>("--status") { Description = "Only files with this outcome", HelpName = "committed|refused" };
        status.AcceptOnlyFromAmong("committed", "refused");
        var limit = CliCommand.Limit();
        var verb = new CliCommand("arrivals", "List the files that came and their outcomes, the newest first",
            "./pipeline arrivals", "./pipeline arrivals --sender northshire-police --status refused --since 2026-03-01",
            "./pipeline arrivals show 1a2b3c4d", "./pipeline arrivals retry 1a2b3c4d --account https://ACCOUNT.blob.core.windows.net");
        foreach (var option in (Option[])[.. options.All, .. filter.All, status, limit, format]) verb.Add(option);
        verb.SetAction((parsed, cancel) =>
        {
            using var open = CliCommand.OpenLake(parsed, options, cancel);
            var where = filter.Where(parsed, CliCommand.Load(parsed.GetValue(options.Contracts)), "f", "received_at")
                + (parsed.GetValue(status) is { } one ? $" and f.status = '{one}'" : "");
            var isTable = parsed.GetValue(format) == AnswerFormat.Table;
            var most = parsed.GetValue(limit) ?? (isTable ? CliCommand.ListedAtMost : null);
            using var found = open.Ask(Listed(where, isTable, most), cancel);
            Answer.Write(found, parsed.GetValue(format), cancel);
            if (isTable) Screen.Say("To see one: ./pipeline arrivals show FILE");
            return Task.FromResult(ExitCodes.Done);
        });
        verb.Add(Show());
        verb.Add(Retry());
        return verb;
    }

    static string Listed(string where, bool isTable, int? limit) => $"""
        select {(isTable ? "file_id[:8]" : "file_id")} as file, agency || '/' || feed as feed, sender, received_at, status,
               coalesce(refusal, '') as refusal, rows_in, accepted, rejected, unchanged, blank, late,
               coalesce({(isTable ? "replaces[:8]" : "replaces")}, '') as replaces
        from files f where true{where} order by f.received_at desc, f.file_id{(limit is { } most ? $" limit {most}" : "")}
        """;

    static CliCommand Show()
    {
        var (options, format, id) = (new LakeOptions(), CliCommand.Format(), Id());
        var verb = new CliCommand("show", "Show where a file is: begun, committed, visible, in the lake; its receipts, its alerts, what "
            + "to do",
            "./pipeline arrivals show 1a2b3c4d", "./pipeline arrivals show 1a2b3c4d --format json")
        { id, options.Lake, options.Account, format };
        verb.SetAction(async (parsed, cancel) =>
        {
            using var open = CliCommand.OpenLake(parsed, options, cancel);
            var steps = new ArrivalSteps(Documents(parsed, options), open);
            var facts = await steps.Of(await One(steps, parsed.GetRequiredValue(id), cancel), cancel);
            if (parsed.GetValue(format) == AnswerFormat.Table)
                foreach (var (fact, value) in facts) Console.Out.WriteLine($"{fact + ":",-18}{value}");
            else Answer.Write(["fact", "value"], facts.Select(fact => (object?[])[fact.Fact, fact.Value]), parsed.GetValue(format));
            return ExitCodes.Done;
        });
        return verb;
    }

    static CliCommand Retry()
    {
        var (options, id) = (new LakeOptions(), Id());
        var verb = new CliCommand("retry", "Let a delayed file be tried again at once, not after its wait. It keeps its receipt time",
            "./pipeline arrivals retry 1a2b3c4d --account https://ACCOUNT.blob.core.windows.net")
        { id, options.Lake, options.Account };
        verb.SetAction(async (parsed, cancel) =>
        {
            using var open = CliCommand.OpenLake(parsed, options, cancel);
            var steps = new ArrivalSteps(Documents(parsed, options), open);
            var file = await One(steps, parsed.GetRequiredValue(id), cancel);
            Console.Out.WriteLine(await steps.Retry(file, TimeProvider.System.GetUtcNow(), cancel)
                ? $"{file[..ShortId.Shown]} is tried again: RecoverFiles takes it within five minutes"
                : $"{file[..ShortId.Shown]} is not delayed; nothing was changed. ./pipeline arrivals show {file[..ShortId.Shown]} says "
                + "where it is");
            return ExitCodes.Done;
        });
        return verb;
    }

    static async Task<string> One(ArrivalSteps steps, string typed, CancellationToken cancel)
    {
        var found = !ShortId.IsOne(typed) ? [] : await steps.Find(typed.ToLowerInvariant(), cancel);
        return found.Count == 1 ? found[0] : throw CliException.Usage(
            found.Count == 0 ? $"no file has an id that begins with {typed}" : $"{found.Count} files have an id that begins with {typed}",
            "eight or more digits of a file id, as on a receipt", "list them: ./pipeline arrivals");
    }

    static IDocumentStore Documents(ParseResult parsed, LakeOptions options)
    {
        if (parsed.GetValue(options.Account) is { } account) return new AccountDocuments(StorageAccount.Open(account));
        var root = CliCommand.FolderToRead(parsed, options.Lake);
        LakeFolder.RequireMemory(root, "list files with ./pipeline arrivals: it needs the lake only");
        return new FolderStore(root);
    }

    static Argument<string> Id() => new("file")
    {
        Description = "The file id, or eight or more digits of its start, as on a receipt",
        HelpName = "FILE"
    };
}
