using FrontDoor.Domain.Feeds;
using FrontDoor.Ingestion.Erasures;
using FrontDoor.Lake.DuckDb;
using FrontDoor.Storage.Objects;
using FrontDoor.Storage.State;

namespace FrontDoor.Cli.Erasures;

/// <summary>The second pass of an erasure: every byte of every file of the folder, and of the files as they came; packed files unpacked,
/// tables by value.</summary>
static class ErasureSearch
{
    static readonly EnumerationOptions s_all =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, ReturnSpecialDirectories = false };

    /// <param name="own">The document of the erasure, which has all that is searched for.</param>
    /// <param name="landing">The files as they came; null if they are not looked at.</param>
    /// <param name="read">Files of landing whose rows were read and found to be other children's: names are not looked for in them by
    /// line.</param>
    public static List<SearchedPlace> Run(string root, string own, DirectoryInfo? landing, IReadOnlySet<string> read, ErasureTerms terms,
        CancellationToken cancel)
    {
        var (text, places) = (new ErasedText(terms), new Dictionary<string, SearchedPlace>());
        using var scratch = Scratch.Open(Scratch.OwnRoot("front-door-erase"));
        using var engine = new Engine(new EngineOptions(scratch.Folder, 256));
        using var connection = engine.Open();
        var passedOver = Path.Combine(root, Containers.Restricted, ".scratch") + Path.DirectorySeparatorChar; // of this process
        foreach (var folder in landing is null ? [root] : (string[])[root, landing.FullName])
            foreach (var file in Directory.EnumerateFiles(folder, "*", s_all))
            {
                cancel.ThrowIfCancellationRequested();
                if (file.StartsWith(passedOver, StringComparison.Ordinal)
                    || file == Path.Combine(root, Containers.Restricted, own)) continue;
                var relative = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
                var isFound = text.IsInName(relative) || IsIn(file, text, byLine: !read.Contains(file), connection, cancel);
                var place = PlaceOf(folder == root ? relative : $"landing/{relative}");
                var known = places.GetValueOrDefault(place) ?? new SearchedPlace(place, 0, 0);
                places[place] = known with { Objects = known.Objects + 1, Found = known.Found + (isFound ? 1 : 0) };
            }
        return [.. places.Values.OrderBy(place => place.Place, StringComparer.Ordinal)];
    }

    static bool IsIn(string file, ErasedText text, bool byLine, Connection connection, CancellationToken cancel)
    {
        if (text.IsIn(File.ReadAllBytes(file), byLine)) return true;
        if (!file.EndsWith(".parquet", StringComparison.Ordinal)) return false;
        using var rows = connection.Run($"SELECT COLUMNS(*)::VARCHAR FROM {Sql.Parquet([file])}", cancel);
        return rows.Rows.Any(row => text.IsChilds(string.Join('\t', row)));
    }

    /// <summary>A container, and a folder of it whose name is ours. Not the path itself, which may have a name in it.</summary>
    static string PlaceOf(string path)
    {
        var parts = path.Split('/');
        var isOurs = parts[0] is Containers.Lake or Containers.Restricted or Containers.State
            || parts is ["landing", var agency, ..] && FeedId.Agencies.Contains(agency);
        return string.Join('/', parts[..Math.Min(parts.Length - 1, isOurs ? 2 : 1)]);
    }
}

/// <summary>What was searched in one place.</summary>
/// <param name="Found">Files with the child in them.</param>
sealed record SearchedPlace(string Place, int Objects, int Found);
