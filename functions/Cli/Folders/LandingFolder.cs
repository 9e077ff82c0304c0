using FrontDoor.Storage.Arrivals;
using FrontDoor.Storage.Objects;
using NodaTime;

namespace FrontDoor.Cli.Folders;

/// <summary>The files below a folder of drops: those to process, in the order of receipt, and those left out, with the reason.</summary>
sealed record LandingFolder(IReadOnlyList<DroppedFile> Files, IReadOnlyList<LeftFile> Left)
{
    static readonly EnumerationOptions s_walk =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, ReturnSpecialDirectories = false };

    /// <param name="received">The receipt time of all files; null for each file's modified time.</param>
    public static LandingFolder Walk(string folder, Instant? received)
    {
        var files = new List<DroppedFile>();
        var left = new List<LeftFile>();
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", s_walk))
        {
            var path = System.IO.Path.GetRelativePath(folder, file.FullName).Replace(System.IO.Path.DirectorySeparatorChar, '/');
            if (WhyTemporary(path) is { } why) left.Add(new LeftFile(path, why, Misplaced: false));
            else if (Landing(path) is not { } landing) left.Add(Misplaced(path));
            else
                files.Add(received is { } given
                    ? new DroppedFile(landing, file.FullName, given, ReceivedBasis.Given)
                    : new DroppedFile(landing, file.FullName, Instant.FromDateTimeUtc(file.LastWriteTimeUtc), ReceivedBasis.Mtime));
        }

        return new LandingFolder(
            [.. files.OrderBy(file => file.ReceivedAt)
                .ThenBy(file => $"{file.Landing.Agency}/{file.Landing.Sender}/{file.Landing.Feed}/{file.Landing.Name}",
                StringComparer.Ordinal)],
            [.. left.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    /// <summary>The folder that has the agencies' folders, if this one is a few levels too high or too low; else null.</summary>
    public static string? Meant(string folder)
    {
        var above = new DirectoryInfo(folder);
        for (var levels = 0; above is not null && levels < LevelsLooked; levels++, above = above.Parent)
            if (Containers.Agencies.Contains(above.Name)) return above.Parent?.FullName;
        var level = new[] { folder };
        for (var levels = 0; levels < LevelsLooked; levels++)
        {
            level = [.. level.SelectMany(Directory.EnumerateDirectories).Order(StringComparer.Ordinal).Take(FoldersLooked)];
            if (level.FirstOrDefault(below => Containers.Agencies.Any(agency => Directory.Exists(System.IO.Path.Combine(below, agency))))
                is { } found) return found;
        }
        return null;
    }

    const int LevelsLooked = 3, FoldersLooked = 100;

    /// <summary>Why a file is not a drop; null if it is one.</summary>
    public static string? WhyTemporary(string path)
    {
        var parts = path.Split('/');
        if (parts.Any(part => part.StartsWith('.'))) return "hidden";
        return parts[^1] is var name && (name.StartsWith("~$", StringComparison.Ordinal)
            || name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".part", StringComparison.OrdinalIgnoreCase))
            ? "a temporary name" : null;
    }

    static LandingPath? Landing(string path) =>
        path.Split('/', 2) is [var agency, var below] && Containers.Agencies.Contains(agency) ? LandingPath.Of(agency, below) : null;

    // A file beside the agencies' folders is for no one; a file inside a folder was meant for the pipeline.
    static LeftFile Misplaced(string path) => path.Split('/') is [var agency, _, ..]
        ? new LeftFile(path, $"'{agency}' is no agency (expected {string.Join(", ", Containers.Agencies)})", Misplaced: true)
        : new LeftFile(path, "it is in no agency's folder", Misplaced: false);
}

/// <summary>A file that was left out. A misplaced one was meant for the pipeline and makes the run fail; another is only
/// listed.</summary>
sealed record LeftFile(string Path, string Why, bool Misplaced);
