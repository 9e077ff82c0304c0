using FrontDoor.Cli.Folders;
using FrontDoor.Ingestion.Erasures;
using FrontDoor.Storage.State;

namespace FrontDoor.Cli.Erasures;

/// <summary>Erases a child from the folder that was ingested: a file of lines is rewritten without the child's lines, any other that has
/// the child is removed whole.</summary>
static class ErasedLanding
{
    public static async Task<ErasedPlace> Sweep(DirectoryInfo folder, ErasureTerms terms, FolderEngine engine, bool apply,
        CancellationToken cancel)
    {
        var (text, place) = (new ErasedText(terms), new ErasedPlace("landing", 0, 0));
        foreach (var file in LandingFolder.Walk(folder.FullName, null).Files)
        {
            var content = await File.ReadAllBytesAsync(file.Path, cancel);
            var removed = 0;
            if (ErasedText.Lines(content) is { } decoded)
            {
                (var kept, removed) = text.Without(decoded.Text);
                if (removed > 0 && apply) await Replace(file, decoded.Encoding.GetBytes(kept), engine, cancel);
            }
            else if (text.IsIn(content))
            {
                removed = 1;
                if (apply) File.Delete(file.Path);
            }
            place = place with { Objects = place.Objects + 1, Removed = place.Removed + removed };
        }
        return place;
    }

    /// <summary>The number of files in which the child still is.</summary>
    public static int Search(DirectoryInfo folder, ErasureTerms terms)
    {
        var text = new ErasedText(terms);
        return LandingFolder.Walk(folder.FullName, null).Files.Count(file => text.IsIn(File.ReadAllBytes(file.Path)));
    }

    // The time of the file stays: it may be its time of receipt. It is counted as processed before it takes the other's place.
    static async Task Replace(DroppedFile file, byte[] content, FolderEngine engine, CancellationToken cancel)
    {
        var written = Path.Combine(Path.GetDirectoryName(file.Path)!, $".{Path.GetRandomFileName()}");
        await File.WriteAllBytesAsync(written, content, cancel);
        File.SetLastWriteTimeUtc(written, File.GetLastWriteTimeUtc(file.Path));
        await engine.Succeed(file.Land(cancel), (file with { Path = written }).Land(cancel), cancel);
        File.Move(written, file.Path, overwrite: true);
    }
}
