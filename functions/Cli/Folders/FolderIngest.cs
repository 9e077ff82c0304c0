using FrontDoor.Cli.Terminal;
using FrontDoor.Domain.Clocks;
using FrontDoor.Storage.Arrivals;

namespace FrontDoor.Cli.Folders;

/// <summary>Takes the files of a folder one after another, with a line for each. Those of a paused sender are left.</summary>
/// <param name="folder">The paths in messages are relative to it.</param>
sealed class FolderIngest(FolderEngine engine, string folder, bool json)
{
    /// <summary>Returns the counts, and how many files could not be read.</summary>
    public async Task<(IngestTotals Totals, int Unread)> Take(IReadOnlyList<DroppedFile> files, CancellationToken cancel)
    {
        var (totals, unread, pauses) = (new IngestTotals(), 0, await engine.Paused.All(cancel));
        foreach (var waiting in files.GroupBy(file => file.Landing.Sender).Where(sender => IsPaused(sender.Key)))
            Screen.Say($"{PeopleText.Count(waiting.Count(), "file", "files")} of {waiting.Key} not taken: the sender is paused. After "
                + $"./pipeline senders resume {waiting.Key} --by ROLE, run the same command again");
        for (var i = 0; i < files.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            if (IsPaused(files[i].Landing.Sender)) continue;
            using var _ = Progress.Show($"[{i + 1}/{files.Count}] {Relative(files[i])}");
            if (Land(files[i], cancel) is not { } landed || await IsBeforeErasure(landed, files[i], cancel))
            {
                unread++;
                continue;
            }
            var file = await engine.Known(landed, cancel);
            var result = await engine.Take(file, cancel);
            totals.Add(result);
            IngestReport.Line(Relative(files[i]), result, json);
        }
        return (totals, unread);

        bool IsPaused(string sender) => pauses.TryGetValue(sender, out var pause) && pause.IsPaused;
    }

    /// <summary>A copy of a file from before an erasure would bring the child back: a rebuild takes it for the file.</summary>
    async Task<bool> IsBeforeErasure(LandedFile landed, DroppedFile file, CancellationToken cancel)
    {
        if (await engine.BeforeErasure(landed, cancel) is null) return false;
        Screen.Say($"not taken: {Relative(file)}: it is as it was before a child was erased from it. If ./pipeline erase was stopped, run "
            + "it again; else put the copy without the child back, or remove the file");
        return true;
    }

    /// <summary>Returns null, with a message, if the file cannot be read; the others are still processed.</summary>
    LandedFile? Land(DroppedFile file, CancellationToken cancel)
    {
        try
        {
            return file.Land(cancel);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Screen.Say($"not taken: {Relative(file)}: you have no right to read it. Get that right or replace the file, then run "
                + "the same command again");
            return null;
        }
    }

    string Relative(DroppedFile file) => Path.GetRelativePath(folder, file.Path).Replace(Path.DirectorySeparatorChar, '/');
}
