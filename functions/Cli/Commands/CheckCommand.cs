using System.CommandLine;
using FrontDoor.Cli.Check;
using FrontDoor.Cli.Folders;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Feeds;
using NodaTime;

namespace FrontDoor.Cli.Commands;

/// <summary><c>check</c>: shows the outcome of files if they were received now; nothing is stored, and nothing leaves the
/// machine.</summary>
static class CheckCommand
{
    const int LinesShown = 20;

    public static Command Create()
    {
        var feed = new Argument<string>("FEED") { Description = "agency/feed, for instance police/domestic-abuse" };
        var files = new Argument<string[]>("FILE")
        {
            Description = "The files to check, or folders of them",
            Arity = ArgumentArity.OneOrMore
        };
        var sender = new Option<string?>("--sender")
        {
            Description = "The sender. Needed only where several senders send the feed",
            HelpName = "ID"
        };
        var received = new Option<string?>("--received")
        {
            Description =
            "The moment at which the files count as received; it decides lateness and the edition of the contract. Without this, now",
            HelpName = "ISO"
        };
        var limit = new Option<int>("--limit")
        {
            Description = "How many lines of each file to list. Counts are always complete",
            HelpName = "N",
            DefaultValueFactory = _ => LinesShown
        };
        limit.Validators.Add(typed =>
        {
            if (typed.Tokens is [{ Value: ['-', ..] below }]) typed.AddError($"--limit {below} is below 0");
        });
        var strict = new Option<bool>("--strict") { Description = "Exit with 1 for warnings too" };
        var json = new Option<bool>("--json") { Description = "Write one JSON document to stdout (docs/check.md)" };
        var contracts = CliCommand.Contracts();
        var rejectTest = CliCommand.RejectTestNumbers();
        var verb = new CliCommand("check",
            "Test files before you send them: what would be refused, rejected or late. Exit code 0: every row would be accepted. 1: a "
                + "file would be refused or a row rejected",
            "./pipeline check police/domestic-abuse export.csv",
            "./pipeline check health/safeguarding-referral outbox --received 2026-03-02T09:00:00Z --limit 100",
            "./pipeline check police/domestic-abuse export.csv --json | jq .verdict")
        { feed, files, sender, received, limit, strict, json, contracts, rejectTest };
        verb.SetAction((parsed, cancel) =>
        {
            var known = CliCommand.Load(parsed.GetValue(contracts));
            var found = CliCommand.Find(known, parsed.GetRequiredValue(feed));
            var plan = new CheckPlan(found, Sender(found, parsed.GetValue(sender)),
                IngestCommand.Moment(parsed.GetValue(received)) ?? Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()), known)
            {
                LinesShown = parsed.GetValue(limit),
                RejectTestNumbers = parsed.GetValue(rejectTest),
            };
            return Run(plan, Files(parsed.GetRequiredValue(files)), parsed.GetValue(json), parsed.GetValue(strict), cancel);
        });
        return verb;
    }

    static async Task<int> Run(CheckPlan plan, List<string> files, bool json, bool strict, CancellationToken cancel)
    {
        var checks = new List<CheckedFile>();
        foreach (var file in files)
        {
            using var _ = Progress.Show($"[{checks.Count + 1}/{files.Count}] {file}");
            checks.Add(await plan.Check(file, cancel));
        }
        if (json) CheckReport.Json(plan, checks, Console.OpenStandardOutput());
        else CheckReport.Text(plan, checks, Console.Out);
        return checks.Max(check => check.Verdict) > (strict ? Verdict.Clean : Verdict.Warnings) ? ExitCodes.Failed : ExitCodes.Done;
    }

    static string Sender(Feed feed, string? id)
    {
        var senders = feed.Contract.Senders.Select(sender => sender.Id).ToList();
        if (id is null ? senders is [_] : senders.Contains(id)) return id ?? senders[0];
        throw CliException.Usage(id is null ? $"{senders.Count} senders send {feed.Id}"
            : $"no sender '{id}' sends {feed.Id}{CliCommand.DidYouMean(NearestWord.Of(id, senders))}",
            "--sender with one of: " + string.Join(", ", senders), $"./pipeline feeds {feed.Id}");
    }

    static List<string> Files(string[] paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
                files.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                    .Where(file => LandingFolder.WhyTemporary(Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/'))
                    is null));
            else if (File.Exists(path)) files.Add(path);
            else throw CliException.Usage($"there is no file or folder {path}", "files to check",
                "./pipeline check police/domestic-abuse export.csv");
        }
        return files.Count > 0 ? files
            : throw CliException.Usage("there are no files in that folder", "files to check, or folders of them",
            "./pipeline check police/domestic-abuse export.csv");
    }
}
