using System.CommandLine;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Commands;
using FrontDoor.Cli.Terminal;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Inspection;

/// <summary><c>arrivals</c>: lists files, shows where one is and what happened to it, and lets a delayed one be tried again.</summary>
static class ArrivalsCommand
{
    const int FactWidth = 18;

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
            if (!isTable) Answer.Write(found, parsed.GetValue(format), cancel);
            else
            {
                using (var to = Answer.Out()) ColumnWords.Write([.. found.Columns.Select(column => column.Name)], found.Rows, to);
                Screen.Say("To see one: ./pipeline arrivals show FILE");
            }
            return Task.FromResult(ExitCodes.Done);
        });
        verb.Add(Show());
        verb.Add(Retry());
        return verb;
    }

    /// <summary>For people, a file of no feed is in a folder that no contract names.</summary>
    static string Place(bool isTable) => isTable
        ? $"if(feed = '{LandingPath.Unregistered}', agency || ', a folder that no contract names', agency || '/' || feed)"
        : "agency || '/' || feed";

    static string Listed(string where, bool isTable, int? limit) => $"""
        select {(isTable ? "file_id[:8]" : "file_id")} as file, {Place(isTable)} as feed,
               {(isTable ? $"nullif(sender, '{LandingPath.Unregistered}')" : "sender")} as sender, received_at, status,
               coalesce(refusal, '') as refusal, rows_in, accepted, rejected, unchanged, blank, late,
               coalesce({(isTable ? "replaces[:8]" : "replaces")}, '') as replaces
        from files f where true{where} order by f.received_at desc, f.file_id{(limit is { } most ? $" limit {most}" : "")}
        """;

    static CliCommand Show()
    {
        var (options, format, id) = (new LakeOptions(), CliCommand.Format(), Id());
        var verb = new CliCommand("show", "Show where a file is, what came of it, its receipts, its alerts, and what to do",
            "./pipeline arrivals show 1a2b3c4d", "./pipeline arrivals show 1a2b3c4d --format json")
        { id, options.Lake, options.Account, format };
        verb.SetAction(async (parsed, cancel) =>
        {
            using var open = CliCommand.OpenLake(parsed, options, cancel);
            var steps = new ArrivalSteps(Documents(parsed, options, isToChange: false), open);
            var facts = await steps.Of(await One(steps, parsed.GetRequiredValue(id), cancel), cancel);
            if (parsed.GetValue(format) == AnswerFormat.Table)
                foreach (var (fact, value) in facts)
                    Console.Out.Write((fact + ":").PadRight(FactWidth)
                        + WrappedText.Of(value, FactWidth)[FactWidth..]);
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
            var steps = new ArrivalSteps(Documents(parsed, options, isToChange: true), open);
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
        var isId = ShortId.IsOne(typed);
        var found = isId ? await steps.Find(typed.ToLowerInvariant(), cancel) : await steps.Named(typed, cancel);
        return found.Count == 1 ? found[0] : throw CliException.Usage(
            $"{(found.Count == 0 ? "no file has" : $"{found.Count} files have")} "
                + (isId ? $"an id that begins with {typed}" : $"a receipt with the name {typed}")
                + string.Concat(found.Take(ShortId.Shown).Select(id => $", {id[..ShortId.Shown]}")),
            "eight or more digits of a file id, as on a receipt, or the file's own name",
            "list them, the newest first: ./pipeline arrivals");
    }

    /// <param name="isToChange">A copy for reading has receipts and the lake, and nothing to change.</param>
    static IDocumentStore Documents(ParseResult parsed, LakeOptions options, bool isToChange)
    {
        if (parsed.GetValue(options.Account) is { } account) return new AccountDocuments(StorageAccount.Open(account));
        var root = CliCommand.FolderToRead(parsed, options.Lake);
        if (isToChange) LakeFolder.RequireMemory(root, "list files with ./pipeline arrivals: it needs the lake only");
        return new FolderStore(root);
    }

    static Argument<string> Id() => new("file")
    {
        Description = "The file id, or eight or more digits of its start, as on a receipt; or the file's own name",
        HelpName = "FILE"
    };
}
