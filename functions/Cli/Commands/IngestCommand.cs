using System.CommandLine;
using FrontDoor.Cli.Answers;
using FrontDoor.Cli.Folders;
using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Feeds;
using NodaTime;
using NodaTime.Text;

namespace FrontDoor.Cli.Commands;

/// <summary><c>ingest</c>: runs the engine on a folder, one file after another in the order of receipt.</summary>
static class IngestCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "The folder of files: DIR/<agency>/<sender>/<feed>/<any name>" };
        var lake = CliCommand.Lake();
        var received = new Option<string?>("--received")
        {
            Description = "The moment at which every file counts as received. Without this, each file's modified time",
            HelpName = "ISO",
        };
        var rejectTest = CliCommand.RejectTestNumbers();
        var contracts = CliCommand.Contracts();
        var json = new Option<bool>("--json") { Description = "Write one JSON object per file to stdout, and the summary to stderr" };
        var verb = new CliCommand("ingest",
            "Process a folder of files: check rows, measure lateness, write Parquet tables, receipts and alerts",
            "./pipeline ingest samples --lake ./data",
            "./pipeline ingest backfill --lake ./data --received 2026-03-02T09:00:00Z",
            "./pipeline ingest samples --json | jq .late")
        { folder, lake, received, rejectTest, contracts, json };
        verb.SetAction((parsed, cancel) => Run(
            parsed.GetRequiredValue(folder).FullName, CliCommand.Folder(parsed, lake), Moment(parsed.GetValue(received)),
                CliCommand.Load(parsed.GetValue(contracts)), parsed.GetValue(rejectTest), parsed.GetValue(json), cancel));
        return verb;
    }

    static async Task<int> Run(string folder, string root, Instant? received, Contracts contracts, bool rejectTest, bool json,
        CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
            throw CliException.Usage($"there is no folder {folder}", "a folder with agency/sender/feed/ below it",
                "./pipeline ingest samples");

        var landing = LandingFolder.Walk(folder, received);
        if (landing.Files.Count == 0 && LandingFolder.Meant(folder) is { } meant)
            throw CliException.Usage($"no file in {folder} is in an agency's folder", "a folder with agency/sender/feed/ below it",
                $"did you mean this? ./pipeline ingest {Path.GetRelativePath(Directory.GetCurrentDirectory(), meant)}");
        foreach (var left in landing.Left) Screen.Say($"not taken: {left.Path}: {left.Why}");
        if (received is null && landing.Files.Count > 0)
            Screen.Say("Each file counts as received at its modified time, which may be wrong. Give the true moment with --received ISO");

        LakeFolder.RequireMemory(root, "give another --lake DIR; files for ./pipeline up go into its landing folders");
        using var engine = FolderEngine.Open(root, contracts, rejectTest);
        await engine.Recover(cancel);
        var (tally, unread) = await new FolderIngest(engine, folder, json).Take(landing.Files, cancel);

        using (Progress.Show("adding the rows to the lake")) await engine.Publish(cancel);
        (json ? Console.Error : Console.Out).WriteLine(tally.Summary);
        return tally.Refused > 0 || unread > 0 || landing.Left.Any(left => left.Misplaced) ? ExitCodes.Failed : ExitCodes.Done;
    }

    public static Instant? Moment(string? iso)
    {
        if (iso is null) return null;
        var read = OffsetDateTimePattern.Rfc3339.Parse(iso);
        return read.Success
            ? read.Value.ToInstant()
            : throw CliException.Usage($"--received '{iso}'", "a moment with its offset", "for instance --received 2026-03-02T09:00:00Z");
    }
}
