using System.CommandLine;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Commands;
using FrontDoor.Cli.Folders;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Calendars;
using FrontDoor.Domain.Clocks;
using FrontDoor.Ingestion.Replays;
using FrontDoor.Storage.Arrivals;
using NodaTime.Text;

namespace FrontDoor.Cli.Replays;

/// <summary><c>replay</c>: judges refused files and rejected rows again after a change of rules, by the receipt time they had.</summary>
static class ReplayCommand
{
    static readonly string[] Columns =
        ["file", "feed", "sender", "received", "was", "now", "accepted", "to_correct", "late", "alerts", "late_rows"];

    public static Command Create()
    {
        var (lake, contracts, rejectTest, format) =
            (CliCommand.Lake(), CliCommand.Contracts(), CliCommand.RejectTestNumbers(), CliCommand.Format());
        var apply = new Option<bool>("--apply")
        {
            Description = "Do it: commit what changes, write the new receipts and send the alerts. Without this, nothing is changed"
        };
        var landing = new Option<DirectoryInfo?>("--landing")
        {
            Description = "The folder that was ingested. Needed for accepted files with rejected rows; refused files are in quarantine",
            HelpName = "DIR"
        };
        var file = new Option<string?>("--file")
        {
            Description = "Only this file, by its file id or the start of it, as on its receipt",
            HelpName = "ID"
        };
        var feed = new Option<string?>("--feed") { Description = "Only files of this feed", HelpName = "AGENCY/FEED" };
        var sender = new Option<string?>("--sender") { Description = "Only files of this sender", HelpName = "SENDER" };
        var since = new Option<string?>("--since")
        {
            Description = "Only files received on this day (London) or later",
            HelpName = "YYYY-MM-DD"
        };
        var verb = new CliCommand("replay",
            "Judge refused files and rejected rows again after a contract or a code list was changed, by the time they were received. "
                + "Lists what would change; --apply does it",
            "./pipeline replay --lake ./data --contracts ./contracts --landing ./landed",
            "./pipeline replay --lake ./data --landing ./landed --feed police/domestic-abuse --since 2026-03-01",
            "./pipeline replay --lake ./data --file 1a2b3c4d --apply")
        { lake, landing, file, feed, sender, since, apply, contracts, rejectTest, format };
        verb.SetAction(async (parsed, cancel) =>
        {
            var root = CliCommand.FolderToRead(parsed, lake);
            LakeFolder.Require(root);
            LakeFolder.RequireMemory(root, "for an account, follow docs/runbook.md, \"A contract was wrong\"");
            using var engine = FolderEngine.Open(root, CliCommand.Load(parsed.GetValue(contracts)), parsed.GetValue(rejectTest));
            await engine.Recover(cancel);
            var chosen = Chosen(await engine.Judged.NotAccepted(cancel), parsed.GetValue(file), parsed.GetValue(feed),
                parsed.GetValue(sender), Since(parsed.GetValue(since)));
            var bytes = new LandedBytes(Existing(parsed.GetValue(landing)));
            var replayed = await Rehearse(engine, chosen, bytes, cancel);
            if (parsed.GetValue(apply)) replayed = await Apply(engine, replayed, cancel);
            Show(replayed, parsed.GetValue(format), parsed.GetValue(apply));
            return replayed.Exists(one => one.Now is null) ? ExitCodes.Failed : ExitCodes.Done;
        });
        return verb;
    }

    /// <summary>Judges each file in a copy that is thrown away, in order of receipt.</summary>
    static async Task<List<ReplayedFile>> Rehearse(FolderEngine engine, List<JudgedFile> files, LandedBytes bytes,
        CancellationToken cancel)
    {
        var (rehearsal, replayed) = (engine.Rehearse(), new List<ReplayedFile>());
        foreach (var file in files)
        {
            cancel.ThrowIfCancellationRequested();
            using var _ = Progress.Show($"[{replayed.Count + 1}/{files.Count}] judging again");
            (string Path, string? Sha256, ErasedFile? Erased)? found = file.Refusal is null ? await bytes.Find(file, engine, cancel)
                : await engine.Quarantined(file, cancel) is { } path ? (path, file.Sha256, null) : null;
            var landed = found is not var (local, hash, erased) ? null
                : file.Again(local, hash, file.Refusal is null ? await engine.Judged.RejectedRows(file, cancel) : null) with
                {
                    Erased = erased
                };
            replayed.Add(new ReplayedFile(file, landed, landed is null ? null : await rehearsal.Run(landed, cancel)));
        }
        return replayed;
    }

    /// <summary>Judges those that change for real, in order of receipt. Killed and run again, it goes on with those that are
    /// left.</summary>
    static async Task<List<ReplayedFile>> Apply(FolderEngine engine, List<ReplayedFile> replayed, CancellationToken cancel)
    {
        var applied = new List<ReplayedFile>();
        foreach (var one in replayed)
        {
            using var _ = Progress.Show($"[{applied.Count + 1}/{replayed.Count}] committing what changes");
            applied.Add(one.IsOther ? one with { Now = await engine.Take(one.Landed!, cancel) } : one);
        }
        await engine.Publish(cancel);
        return applied;
    }

    static void Show(List<ReplayedFile> replayed, AnswerFormat format, bool isApplied)
    {
        var isTable = format == AnswerFormat.Table;
        var shown = isTable ? replayed.Where(one => one.IsOther || one.Now is null).ToList() : replayed;
        var rows = shown.Select(one => (object?[])
            [isTable ? one.File.FileId[..ShortId.Shown] : one.File.FileId, $"{one.File.Agency}/{one.File.Feed}", one.File.Sender,
            isTable ? PeopleText.Moment(one.File.ReceivedAt.ToDateTimeOffset()) : one.File.ReceivedAt.ToDateTimeOffset(), one.Was, one.Is,
            one.Now?.Accepted, one.Now?.Rejected, one.Now?.Late, one.Now?.Notices.Count, one.LateLines]);
        if (!isTable)
        {
            Answer.Write(Columns, rows, format);
            return;
        }
        var changed = replayed.Count(one => one.IsOther);
        if (shown.Count > 0)
        {
            using var to = Answer.Out();
            ColumnWords.Write(Columns[..^1], rows.Select(row => row[..^1]), to);
        }
        foreach (var one in shown.Where(one => one.LateLines.Length > 0))
            Console.Out.WriteLine($"late in {one.File.FileId[..ShortId.Shown]}: {one.LateLines}");
        foreach (var notice in shown.SelectMany(one => one.Now?.Notices ?? []))
            Console.Out.WriteLine($"{(isApplied ? "sent" : "would be sent")}: {notice.Text}");
        Console.Out.WriteLine($"{PeopleText.Count(replayed.Count, "file", "files")} judged again: {changed} "
            + $"{(isApplied ? "changed" : "would change")}, {replayed.Count(one => one is { IsOther: false, Now: not null })} as before"
            + $"{(replayed.Count(one => one.Now is null) is > 0 and var missing ? $", {missing} not here" : "")}.");
        if (!isApplied && changed > 0) Screen.Say("Nothing was changed. To do it: the same command with --apply");
    }

    static List<JudgedFile> Chosen(IReadOnlyList<JudgedFile> all, string? file, string? feed, string? sender, NodaTime.Instant? since)
    {
        List<JudgedFile> chosen = [.. all.Where(one =>
            (file is null || one.FileId.StartsWith(file, StringComparison.OrdinalIgnoreCase))
            && (feed is null || $"{one.Agency}/{one.Feed}" == feed) && (sender is null || one.Sender == sender)
            && (since is null || one.ReceivedAt >= since))];
        return file is null || chosen.Count > 0 ? chosen : throw CliException.Usage(
            $"no refused file and no file with rejected rows has an id that begins with {file}", "a file id as on a receipt, or its start",
            "list them: ./pipeline replay");
    }

    static DirectoryInfo? Existing(DirectoryInfo? landing) => landing is not { Exists: false } ? landing
        : throw CliException.Usage($"there is no folder {landing.FullName}", "the folder that was ingested",
        "leave --landing out, or correct it");

    static NodaTime.Instant? Since(string? typed) => typed is null ? null
        : LocalDatePattern.Iso.Parse(typed) is { Success: true, Value: var day } ? London.StartOf(day)
        : throw CliException.Usage($"--since '{typed}'", "a day as yyyy-MM-dd", "for instance --since 2026-03-01");
}
