using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Clocks;
using FrontDoor.Domain.Feeds;
using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;

namespace FrontDoor.Cli.Folders;

/// <summary>Makes the lake and the state of a folder anew from the files that came. Killed and run again, it goes on.</summary>
static class LakeRebuild
{
    const string Mark = ".rebuilding"; // in state: what is there is of an unfinished rebuild

    public static async Task<int> Run(DirectoryInfo landed, string root, Contracts contracts, bool rejectTest, CancellationToken cancel)
    {
        if (!landed.Exists)
            throw CliException.Usage($"there is no folder {landed.FullName}", "the folder with the files that came",
                "./pipeline lake rebuild LANDED --lake DIR");
        var mark = Path.Combine(root, Containers.State, Mark);
        Require(root, mark);
        Directory.CreateDirectory(Path.GetDirectoryName(mark)!);
        await File.WriteAllTextAsync(mark, "", cancel);

        using var engine = FolderEngine.Open(root, contracts, rejectTest);
        await engine.Recover(cancel);
        if (await engine.Erasures.Unfinished(cancel) is not null)
            throw new CliException("an erasure was not finished", "files as they came without the child",
                "finish it before the rebuild: ./pipeline erase, with --apply and the same --landing");
        var (landing, times, unknown) = (LandingFolder.Walk(landed.FullName, null), new ReceiptTimes(root, cancel), 0);
        var files = new List<DroppedFile>();
        foreach (var file in landing.Files)
        {
            using var _ = Progress.Show($"[{files.Count + 1}/{landing.Files.Count}] looking for receipt times");
            var received = times.Of(engine.FileId(await engine.Known(file.Land(cancel), cancel)), file);
            if (received is null) unknown++;
            files.Add(received is { } at && at != file.ReceivedAt ? file with { ReceivedAt = at, Basis = ReceivedBasis.Given } : file);
        }
        var (totals, unread) = await new FolderIngest(engine, landed.FullName, json: false).Take(
            [.. files.OrderBy(file => file.ReceivedAt).ThenBy(file => $"{file.Landing.Agency}/{file.Landing.Path}",
                StringComparer.Ordinal)],
            cancel);
        using (Progress.Show("adding the rows to the lake")) await engine.Publish(cancel);
        if (unread == 0) File.Delete(mark);
        Console.Out.WriteLine(totals.Summary);
        if (unknown > 0)
            Screen.Say($"{PeopleText.Count(unknown, "file has", "files have")} no receipt: received at the modified time");
        Screen.Say("Then judge clocks and feeds again: ./pipeline overdue and ./pipeline feed-health");
        return unread > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }

    static void Require(string root, string mark)
    {
        if (!File.Exists(FolderKey.PathOf(root)))
            throw new CliException($"{FolderKey.PathOf(root)} is not there", "the key that the lost lake was made with",
                "restore it from a backup: with another key no pseudonym and no id would be as before");
        if (File.Exists(mark)) return;
        foreach (var container in (string[])[Containers.Lake, Containers.State])
            if (Directory.Exists(Path.Combine(root, container))
                && Directory.EnumerateFiles(Path.Combine(root, container), "*", SearchOption.AllDirectories).Any(file
                => Path.GetFileName(file)[0] != '.'))
                throw new CliException($"{Path.Combine(root, container)} is not empty", "a folder without lake and state: both are made "
                    + "anew",
                    $"move {Path.Combine(root, Containers.Lake)} and {Path.Combine(root, Containers.State)} to another place, and run it "
                        + "again");
    }
}
