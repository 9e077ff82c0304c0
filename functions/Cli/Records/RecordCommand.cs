using System.CommandLine;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Commands;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Feeds;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Cli.Records;

/// <summary><c>record</c>: shows everything known of one record and, on request, what was sent.</summary>
static class RecordCommand
{
    public static Command Create()
    {
        var (lake, contracts) = (CliCommand.Lake(), CliCommand.Contracts());
        var which = new Argument<string>("which")
        {
            Description =
            "The record's key, an alert's id, the first eight digits of either, or the sender's own reference",
            HelpName = "KEY|ALERT|REFERENCE"
        };
        var identity = new Option<bool>("--identity")
        {
            Description =
            "Also show what was sent, for people who may read the container restricted. Needs --by and --reason, which are recorded"
        };
        var by = new Option<string?>("--by")
        {
            Description = "The role of the reader, recorded in the container restricted",
            HelpName = "ROLE"
        };
        var reason = new Option<string?>("--reason")
        {
            Description = "The reason, recorded in the container restricted",
            HelpName = "TEXT"
        };
        var verb = new CliCommand("record", "Show one record: its current state, versions, clocks, alerts and files",
            "./pipeline record 9e10d8a8",
            "./pipeline record PPN/0001 --by \"duty manager\" --reason \"strategy discussion today\"",
            "./pipeline record 9e10d8a8 --identity --by \"duty manager\" --reason \"strategy discussion today\"")
        { which, identity, by, reason, lake, contracts };
        verb.SetAction(async (parsed, cancel) =>
        {
            var (root, typed) = (CliCommand.FolderToRead(parsed, lake), parsed.GetRequiredValue(which));
            var (known, who, why, isShown) = (CliCommand.Load(parsed.GetValue(contracts)), parsed.GetValue(by), parsed.GetValue(reason),
                parsed.GetValue(identity));
            using var open = LakeFolder.Open(root);
            var keys = ShortId.IsOne(typed) ? [RecordFinder.ById(open, typed, cancel)] : Referred(root, known, typed, who, why, cancel);
            if (isShown || !ShortId.IsOne(typed))
            {
                RequireReason(who, why, isShown ? "--identity" : "a reference");
                await new IdentityAccess
                {
                    At = TimeProvider.System.GetUtcNow(),
                    By = who!.Trim(),
                    Reason = why!.Trim(),
                    NotificationKeys = keys,
                    IsShown = isShown && keys.Count == 1
                }.Write(new FolderStore(root), cancel);
            }
            if (keys.Count > 1) throw RecordFinder.Several(keys);
            using var to = Answer.Out();
            await RecordPage.Write(open, new FolderStore(root), keys[0], to, Screen.Width, cancel);
            if (isShown) WriteIdentity(open, root, known, keys[0], to, cancel);
            return ExitCodes.Done;
        });
        return verb;
    }

    static IReadOnlyList<string> Referred(string root, Contracts contracts, string reference, string? by, string? reason,
        CancellationToken cancel)
    {
        RequireReason(by, reason, "a reference");
        return RecordFinder.ByReference(root, contracts, reference, cancel) is { Count: > 0 } keys ? keys
            : throw CliException.Usage("no record has that reference", "a reference as its sender writes it, or a record's key",
            "look the key up with ./pipeline late: a copy made by ./pipeline up or demo has no references");
    }

    static void RequireReason(string? by, string? reason, string what)
    {
        if (string.IsNullOrWhiteSpace(by) || string.IsNullOrWhiteSpace(reason))
            throw CliException.Usage($"{what} opens the restricted store", "the role of the reader and the reason: both are recorded",
                "add --by ROLE --reason \"...\"");
    }

    static void WriteIdentity(LakeFolder lake, string root, Contracts contracts, string key, TextWriter to, CancellationToken cancel)
    {
        using var found = lake.Ask($"select agency || '/' || feed from current_notifications where notification_key = '{key}'", cancel);
        var feed = CliCommand.Find(contracts, (string)found.Rows.Single()[0]!);
        to.Write("\nAs it was sent\n");
        foreach (var (column, value) in RecordFinder.Identity(root, feed, key,
            cancel)) to.Write($"  {column}: {value.ReplaceLineEndings(" ")}\n");
    }
}
