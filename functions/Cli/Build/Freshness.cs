using System.Security.Cryptography;
using System.Text;

namespace FrontDoor.Cli.Build;

/// <summary>Whether the built program matches its sources, by the name, size and modified time of each.</summary>
static class Freshness
{
    static readonly string[] s_rootFiles =
    [
        "BannedSymbols.txt", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", ".editorconfig",
        "global.json", "nuget.config", "host.json", "package-lock.json",
    ];

    static readonly string[] s_folders = ["functions"];

    static readonly EnumerationOptions s_walk = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    /// <summary>The stamp that a build writes beside the program.</summary>
    public static string Stamp(string root) => Path.Combine(root, "artifacts", "cli", ".built");

    public static bool IsFresh(string root, string stamp) =>
        File.Exists(stamp)
        && Directory.Exists(Path.Combine(root, "node_modules"))
        && File.ReadAllText(stamp) == Fingerprint(root);

    /// <summary>Writes the stamp, unless a source was touched since <paramref name="startedMark"/>: then the next command builds
    /// again.</summary>
    public static void Record(string root, string stamp, string startedMark)
    {
        var started = File.GetLastWriteTimeUtc(startedMark);
        if (Sources(root).Any(source => source.LastWriteTimeUtc >= started)) File.Delete(stamp);
        else File.WriteAllText(stamp, Fingerprint(root));
    }

    static string Fingerprint(string root)
    {
        var text = new StringBuilder();
        foreach (var source in Sources(root).OrderBy(source => source.FullName, StringComparer.Ordinal))
            text.Append(source.FullName).Append('|').Append(source.Length).Append('|').Append(source.LastWriteTimeUtc.Ticks).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    static IEnumerable<FileInfo> Sources(string root) =>
        s_folders.Select(folder => new DirectoryInfo(Path.Combine(root, folder)))
            .Where(folder => folder.Exists)
            .SelectMany(folder => folder.EnumerateFiles("*", s_walk))
            .Concat(s_rootFiles.Select(name => new FileInfo(Path.Combine(root, name))).Where(file => file.Exists));
}
